// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;

/// The failures of simulated sockets: of the types, and with the messages, that the JDK's channels have on Linux, since there are
/// programs that tell one from another by them.
///
/// **Thread**: any.
final class SimulatedFailures {
  private SimulatedFailures() {}

  static IOException closed() {
    return new ClosedChannelException();
  }

  static IOException refused() {
    return new ConnectException("Connection refused");
  }

  static IOException timedOut() {
    return new ConnectException("Connection timed out");
  }

  static IOException noRoute() {
    return new NoRouteToHostException("No route to host");
  }

  static IOException resetWhileReading() {
    return new SocketException("Connection reset");
  }

  static IOException resetWhileWriting() {
    return new IOException("Connection reset by peer");
  }

  static IOException brokenPipe() {
    return new IOException("Broken pipe");
  }

  static IOException addressInUse() {
    return new BindException("Address already in use");
  }

  static IOException addressNotThere() {
    return new BindException("Cannot assign requested address");
  }

  static UnknownHostException unknownHost(String host) {
    return new UnknownHostException(host + ": Name or service not known");
  }
}
