// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import tornado.ioloop.IOLoop;
import tornado.netutil.internal.Accepted;

/// How a server learns from a proxy before it who its clients are: by the
/// [PROXY protocol](https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt), versions 1 and 2. It comes before anything else on the
/// connection, TLS too, so unlike `X-Forwarded-For` it needs no HTTP.
///
/// ```java
/// var proxy = ProxyProtocol.builder().trust("10.0.0.0/8").trust("fd00::/8").build();
/// ```
///
/// Anyone could send a header, so only those of trusted sources count: a connection from elsewhere is closed unread. From a trusted
/// source a header is a must: a connection without one, or with a bad one, is closed. Each that is closed is a warning in the log.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#trust] | none; one needed | the proxies' networks |
/// | [Builder#trustUnixSockets] | no | whether who connects by a Unix-domain socket counts as a proxy |
/// | [Builder#timeout] | 5 seconds | how long the header may take |
/// | [Builder#maxHeaderSize] | 4096 bytes | the longest header of version 2; one of version 1 has 107 bytes at most |
///
/// A proxy's own connections, such as checks of our health, keep their real address. So do those of which it can't tell whose they are.
///
/// **Thread**: any.
public final class ProxyProtocol {
  private final List<Network> trusted;
  private final boolean trustUnixSockets;
  private final Duration timeout;
  private final int maxHeaderSize;

  private ProxyProtocol(Builder builder) {
    trusted = List.copyOf(builder.trusted);
    trustUnixSockets = builder.trustUnixSockets;
    timeout = builder.timeout;
    maxHeaderSize = builder.maxHeaderSize;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Tells whether headers from `address` count.
  public boolean trusts(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? inet.getAddress() != null
            && trusted.stream().anyMatch(network -> network.contains(inet.getAddress()))
        : trustUnixSockets;
  }

  /// Returns what takes a connection, reads its header, and passes it on to `next`: at the byte that follows, with the client's address
  /// as that of the connection. Both run on the same loop.
  public AcceptCallback before(AcceptCallback next) {
    return (connection, address) -> {
      var accepted = new Accepted(connection, address);
      if (trusts(address)) {
        new ProxyHeaderReader(IOLoop.current(), accepted, maxHeaderSize, next).start(timeout);
      } else {
        LoggerFactory.getLogger("tornado.general")
            .warn("connection from {} refused: it is no trusted proxy", address);
        accepted.close();
      }
    };
  }

  /// Settings in the making; see [ProxyProtocol] for the table. **Thread**: owner.
  public static final class Builder {
    private final List<Network> trusted = new ArrayList<>();
    private boolean trustUnixSockets;
    private Duration timeout = Duration.ofSeconds(5);
    private int maxHeaderSize = 4096;

    private Builder() {}

    /// Trusts a network, such as `10.0.0.0/8` or `fd00::/8`, or a single address. May be called for several.
    ///
    /// @throws IllegalArgumentException if it is malformed, or its address not the network's first
    public Builder trust(String network) {
      trusted.add(Network.parse(network));
      return this;
    }

    /// Trusts everyone who may connect to the server's Unix-domain sockets.
    public Builder trustUnixSockets() {
      trustUnixSockets = true;
      return this;
    }

    /// Sets how long the header may take.
    public Builder timeout(Duration timeout) {
      if (!timeout.isPositive()) {
        throw new IllegalArgumentException("timeout <= 0: " + timeout);
      }
      this.timeout = timeout;
      return this;
    }

    /// Sets the longest header of version 2 that is accepted. Below 232 bytes the addresses of Unix sockets would have no room.
    public Builder maxHeaderSize(int byteCount) {
      if (byteCount < ProxyHeaderV2.MAX_PLAIN_SIZE) {
        throw new IllegalArgumentException(
            "byteCount < " + ProxyHeaderV2.MAX_PLAIN_SIZE + ": " + byteCount);
      }
      this.maxHeaderSize = byteCount;
      return this;
    }

    /// Makes the settings.
    ///
    /// @throws IllegalStateException if nobody is trusted
    public ProxyProtocol build() {
      if (trusted.isEmpty() && !trustUnixSockets) {
        throw new IllegalStateException("no proxy is trusted");
      }
      return new ProxyProtocol(this);
    }
  }
}
