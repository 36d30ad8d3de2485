// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who listens where on a simulated network, and which ports are free.
///
/// **Thread**: loop.
final class SimulatedPorts {
  /// The range of ports that are given to those who ask for none (RFC 6335 §6).
  private static final int FIRST_FREE = 49_152;

  private static final int LAST_FREE = 65_535;
  private static final InetAddress ALL_V4 = InetAddress.ofLiteral("0.0.0.0");

  private final Map<InetSocketAddress, SimulatedListener> listeners = new HashMap<>();
  private int lastGiven = FIRST_FREE - 1;

  /// Returns the address with a free port in place of 0, one that nobody listens at. A wildcard is the same for both families.
  ///
  /// @throws IOException if somebody listens there
  InetSocketAddress free(InetSocketAddress address) throws IOException {
    InetAddress ip = ipOf(address);
    if (address.getPort() != 0) {
      if (listeners.containsKey(new InetSocketAddress(ip, address.getPort()))) {
        throw SimulatedFailures.addressInUse();
      }
      return address;
    }
    do {
      lastGiven = lastGiven == LAST_FREE ? FIRST_FREE : lastGiven + 1;
    } while (listeners.containsKey(new InetSocketAddress(ip, lastGiven)));
    return new InetSocketAddress(address.getAddress(), lastGiven);
  }

  void add(SimulatedListener listener) {
    listeners.put(keyOf(listener), listener);
  }

  void remove(SimulatedListener listener) {
    listeners.remove(keyOf(listener));
  }

  /// Returns who listens at the address, or else who listens at the port on all of them.
  @Nullable SimulatedListener listenerAt(InetSocketAddress address) {
    SimulatedListener own = listeners.get(address);
    return own != null ? own : listeners.get(new InetSocketAddress(ALL_V4, address.getPort()));
  }

  private static InetSocketAddress keyOf(SimulatedListener listener) {
    InetSocketAddress address = listener.localAddress();
    return new InetSocketAddress(ipOf(address), address.getPort());
  }

  private static InetAddress ipOf(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    return ip.isAnyLocalAddress() ? ALL_V4 : ip;
  }
}
