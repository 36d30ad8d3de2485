// SPDX-License-Identifier: Apache-2.0
package tornado.tcpserver;

import org.jspecify.annotations.Nullable;
import tornado.iostream.IOStreamOptions;
import tornado.netutil.ProxyProtocol;
import tornado.netutil.SSLOptions;

/// What a server's connections have in common.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#streamOptions] | [IOStreamOptions#DEFAULT] | the limits of the streams |
/// | [Builder#ssl] | none | TLS, the server's side |
/// | [Builder#proxyProtocol] | none | a header from a proxy says who the client is; it comes before TLS |
///
/// Tornado: the arguments of `TCPServer`, but for the PROXY protocol, which it doesn't know.
///
/// **Thread**: any.
public final class TCPServerOptions {
  /// What holds when nothing is said.
  public static final TCPServerOptions DEFAULT = builder().build();

  private final IOStreamOptions streamOptions;
  private final @Nullable SSLOptions ssl;
  private final @Nullable ProxyProtocol proxyProtocol;

  private TCPServerOptions(Builder builder) {
    streamOptions = builder.streamOptions;
    ssl = builder.ssl;
    proxyProtocol = builder.proxyProtocol;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns the limits of the streams.
  public IOStreamOptions streamOptions() {
    return streamOptions;
  }

  /// Returns how the connections do TLS, or null for none.
  public @Nullable SSLOptions ssl() {
    return ssl;
  }

  /// Returns which proxies say who the client is, or null for none.
  public @Nullable ProxyProtocol proxyProtocol() {
    return proxyProtocol;
  }

  /// Settings in the making; see [TCPServerOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private IOStreamOptions streamOptions = IOStreamOptions.DEFAULT;
    private @Nullable SSLOptions ssl;
    private @Nullable ProxyProtocol proxyProtocol;

    private Builder() {}

    /// Sets the limits of the streams.
    public Builder streamOptions(IOStreamOptions options) {
      this.streamOptions = options;
      return this;
    }

    /// Has the connections use TLS; null for none.
    ///
    /// @throws IllegalArgumentException if `ssl` is a client's side
    public Builder ssl(@Nullable SSLOptions ssl) {
      if (ssl != null && !ssl.forServer()) {
        throw new IllegalArgumentException("ssl is for clients: use SSLOptions.server()");
      }
      this.ssl = ssl;
      return this;
    }

    /// Has proxies say, by a header before anything else, who their clients are; null for none.
    public Builder proxyProtocol(@Nullable ProxyProtocol proxyProtocol) {
      this.proxyProtocol = proxyProtocol;
      return this;
    }

    /// Makes the options.
    public TCPServerOptions build() {
      return new TCPServerOptions(this);
    }
  }
}
