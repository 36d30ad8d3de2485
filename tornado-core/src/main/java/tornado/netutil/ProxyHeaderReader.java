// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Timeout;
import tornado.ioloop.Transport;
import tornado.netutil.internal.Accepted;

/// Reads the header of one connection, and not a byte more, then passes the connection on.
///
/// ```
/// reading --the header ends--> passed on
///    \--bad, late, cut off--> closed
/// ```
///
/// **Thread**: loop.
final class ProxyHeaderReader {
  private final IOLoop loop;
  private final Accepted accepted;
  private final int maxSize;
  private final AcceptCallback next;
  private byte[] header = new byte[ProxyHeader.SHORTEST];
  private int size;
  private @Nullable Timeout timer;
  private boolean done;

  ProxyHeaderReader(IOLoop loop, Accepted accepted, int maxSize, AcceptCallback next) {
    this.loop = loop;
    this.accepted = accepted;
    this.maxSize = maxSize;
    this.next = next;
  }

  /// @param timeout how long the header may take
  void start(Duration timeout) {
    try {
      connection().register(loop, _ -> onReadable());
    } catch (IOException e) {
      refuse(e.toString());
      return;
    }
    // Proxies send the header with the connection: it is there already, mostly.
    onReadable();
    if (!done) {
      timer =
          loop.callLater(timeout, () -> refuse("header took over " + timeout.toMillis() + " ms"));
      connection().setInterest(IOLoop.READ);
    }
  }

  private void onReadable() {
    try {
      while (!done && readMore()) {
        // Each turn makes progress.
      }
    } catch (IOException e) {
      refuse(e.toString());
    }
  }

  /// @return false if nothing is there now
  private boolean readMore() throws IOException {
    switch (ProxyHeader.parse(ByteBuffer.wrap(header, 0, size), maxSize)) {
      case ProxyHeader.Incomplete(int missing) -> {
        return read(missing);
      }
      case ProxyHeader.Local() -> pass(accepted);
      case ProxyHeader.Proxied proxied ->
          pass(new Accepted(new ProxiedTransport(connection(), proxied), proxied.source()));
      case ProxyHeader.Bad(String reason) -> refuse(reason);
    }
    return true;
  }

  private boolean read(int missing) throws IOException {
    if (header.length < size + missing) {
      header = Arrays.copyOf(header, size + missing);
    }
    int byteCount = connection().read(ByteBuffer.wrap(header, size, missing));
    if (byteCount < 0) {
      cutOff();
      return true;
    }
    size += byteCount;
    return byteCount > 0;
  }

  private void pass(Accepted connection) {
    end();
    connection().unregister();
    connection.passTo(next);
  }

  /// One that says nothing at all may well look whether the port is open: that is no fault.
  private void cutOff() {
    if (size > 0) {
      refuse("header is cut off after " + size + " bytes");
    } else {
      log().info("connection from {} ended before its PROXY header", accepted.address());
      close();
    }
  }

  private void refuse(String reason) {
    log().warn("PROXY header from {} refused: {}", accepted.address(), reason);
    close();
  }

  private void close() {
    end();
    accepted.close();
  }

  private void end() {
    done = true;
    if (timer != null) {
      loop.removeTimeout(timer);
    }
  }

  private Transport connection() {
    return accepted.connection();
  }

  private static Logger log() {
    return LoggerFactory.getLogger("tornado.general");
  }
}
