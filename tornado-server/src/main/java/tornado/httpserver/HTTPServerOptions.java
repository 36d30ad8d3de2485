// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1ConnectionParameters;
import tornado.iostream.IOStreamOptions;
import tornado.netutil.ProxyProtocol;
import tornado.netutil.SSLOptions;
import tornado.tcpserver.TCPServerOptions;

/// Settings of an HTTP server.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#noKeepAlive] | off | each connection serves one request |
/// | [Builder#xheaders] | off | `X-Forwarded-For`, `X-Real-Ip`, `X-Scheme` and `X-Forwarded-Proto` say who the client is: only behind a proxy that sets them |
/// | [Builder#trustedDownstream] | none | addresses of further proxies, skipped from the right of `X-Forwarded-For` |
/// | [Builder#protocol] | that of the connection | the scheme that requests report, behind a proxy that sets no header |
/// | [Builder#ssl] | none | TLS; requests report `https` |
/// | [Builder#proxyProtocol] | none | a header that a proxy sends before anything else, TLS too, says who the client is |
/// | [Builder#shutdownGrace] | 10 seconds | how long running requests have when the process is asked to end; see [HTTPServer#endWithProcess] |
/// | [Builder#decompressRequest] | off | gzip bodies are decompressed |
/// | [Builder#chunkSize] | 65,536 bytes, at most maxBufferSize | how much of a body is handed over at a time, and read where it is more than 64 KiB (up to 1 MiB) |
/// | [Builder#maxHeaderSize] | 65,536 bytes, at most maxBufferSize | more is answered with 431 |
/// | [Builder#idleConnectionTimeout] | 1 hour | how long a connection may wait for a request, its head included |
/// | [Builder#bodyTimeout] | none | how long a body may take |
/// | [Builder#maxBodySize] | [Builder#maxBufferSize] | more is answered with 400, decompressed bodies included |
/// | [Builder#maxBufferSize] | 104,857,600 bytes (100 MiB) | how much is held that was read but not handed over |
///
/// Tornado: the keyword arguments of `HTTPServer`.
///
/// **Thread**: any.
public final class HTTPServerOptions {
  /// What holds when nothing is said.
  public static final HTTPServerOptions DEFAULT = builder().build();

  private final HTTP1ConnectionParameters connectionParameters;
  private final TCPServerOptions tcpServerOptions;
  private final boolean xheaders;
  private final Set<String> trustedDownstream;
  private final @Nullable String protocol;
  private final Duration shutdownGrace;

  private HTTPServerOptions(Builder builder) {
    tcpServerOptions =
        TCPServerOptions.builder()
            .streamOptions(streamOptions(builder))
            .ssl(builder.ssl)
            .proxyProtocol(builder.proxyProtocol)
            .build();
    long maxBodySize = builder.maxBodySize == null ? builder.maxBufferSize : builder.maxBodySize;
    connectionParameters =
        HTTP1ConnectionParameters.builder()
            .noKeepAlive(builder.noKeepAlive)
            .chunkSize((int) Math.min(builder.chunkSize, builder.maxBufferSize))
            .maxHeaderSize((int) Math.min(builder.maxHeaderSize, builder.maxBufferSize))
            .headerTimeout(builder.idleConnectionTimeout)
            .bodyTimeout(builder.bodyTimeout)
            .maxBodySize(maxBodySize)
            .decompress(builder.decompressRequest)
            .build();
    xheaders = builder.xheaders;
    trustedDownstream = Set.copyOf(builder.trustedDownstream);
    protocol = builder.protocol;
    shutdownGrace = builder.shutdownGrace;
  }

  /// Returns a builder that holds the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns what each connection is told.
  public HTTP1ConnectionParameters connectionParameters() {
    return connectionParameters;
  }

  /// What is handed over at a time should be read at once too: the system is quicker with few large reads.
  private static IOStreamOptions streamOptions(Builder builder) {
    IOStreamOptions usual = IOStreamOptions.DEFAULT;
    return IOStreamOptions.builder()
        .maxBufferSize(builder.maxBufferSize)
        .readChunkSize(Math.max(usual.readChunkSize(), builder.chunkSize))
        .build();
  }

  /// Returns what each connection is told below HTTP.
  public TCPServerOptions tcpServerOptions() {
    return tcpServerOptions;
  }

  /// Tells whether a proxy's headers say who the client is.
  public boolean xheaders() {
    return xheaders;
  }

  /// Returns the addresses of proxies that are skipped in `X-Forwarded-For`.
  public Set<String> trustedDownstream() {
    return trustedDownstream;
  }

  /// Returns the scheme that requests report, or null for that of the connection.
  public @Nullable String protocol() {
    return protocol;
  }

  /// Returns how long running requests have when the process is asked to end.
  public Duration shutdownGrace() {
    return shutdownGrace;
  }

  /// Settings in the making; see [HTTPServerOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private Duration shutdownGrace = Duration.ofSeconds(10);
    private boolean noKeepAlive;
    private boolean xheaders;
    private Set<String> trustedDownstream = Set.of();
    private @Nullable String protocol;
    private @Nullable SSLOptions ssl;
    private @Nullable ProxyProtocol proxyProtocol;
    private boolean decompressRequest;
    private int chunkSize = 65_536;
    private int maxHeaderSize = 65_536;
    private Duration idleConnectionTimeout = Duration.ofHours(1);
    private @Nullable Duration bodyTimeout;
    private @Nullable Long maxBodySize;
    private long maxBufferSize = 104_857_600;

    private Builder() {}

    /// Sets whether each connection serves one request only.
    public Builder noKeepAlive(boolean noKeepAlive) {
      this.noKeepAlive = noKeepAlive;
      return this;
    }

    /// Sets whether a proxy's headers say who the client is. Anyone can send them: turn it on behind a proxy only.
    public Builder xheaders(boolean xheaders) {
      this.xheaders = xheaders;
      return this;
    }

    /// Sets the addresses of proxies that are skipped from the right of `X-Forwarded-For`.
    public Builder trustedDownstream(Set<String> addresses) {
      this.trustedDownstream = addresses;
      return this;
    }

    /// Sets the scheme that requests report.
    ///
    /// @param protocol `http` or `https`
    public Builder protocol(String protocol) {
      if (!protocol.equals("http") && !protocol.equals("https")) {
        throw new IllegalArgumentException("expected http or https but was '" + protocol + "'");
      }
      this.protocol = protocol;
      return this;
    }

    /// Has the connections use TLS. What clients show of themselves, if they are asked to, is
    /// [tornado.httputil.HTTPServerRequest#getSslCertificate].
    public Builder ssl(SSLOptions ssl) {
      this.ssl = ssl;
      return this;
    }

    /// Has proxies say, by a header before anything else, who their clients are. [#xheaders] comes after it, if both are on.
    public Builder proxyProtocol(ProxyProtocol proxyProtocol) {
      this.proxyProtocol = proxyProtocol;
      return this;
    }

    /// Sets whether gzip bodies are decompressed.
    public Builder decompressRequest(boolean decompress) {
      this.decompressRequest = decompress;
      return this;
    }

    /// Sets how much of a body is handed over at a time.
    public Builder chunkSize(int byteCount) {
      this.chunkSize = byteCount;
      return this;
    }

    /// Sets the limit of a request's head.
    public Builder maxHeaderSize(int byteCount) {
      this.maxHeaderSize = byteCount;
      return this;
    }

    /// Sets how long a connection may wait for a request, its head included.
    public Builder idleConnectionTimeout(Duration timeout) {
      this.idleConnectionTimeout = timeout;
      return this;
    }

    /// Sets how long a body may take.
    public Builder bodyTimeout(Duration timeout) {
      this.bodyTimeout = timeout;
      return this;
    }

    /// Sets the limit of a body; zero allows none.
    public Builder maxBodySize(long byteCount) {
      this.maxBodySize = byteCount;
      return this;
    }

    /// Sets how much is held that was read but not handed over.
    public Builder maxBufferSize(long byteCount) {
      this.maxBufferSize = byteCount;
      return this;
    }

    /// Sets how long running requests have when the process is asked to end. Zero: they end at once.
    public Builder shutdownGrace(Duration grace) {
      if (grace.isNegative()) {
        throw new IllegalArgumentException("grace < 0: " + grace);
      }
      this.shutdownGrace = grace;
      return this;
    }

    /// Makes the options.
    ///
    /// @throws IllegalArgumentException if a size or a time is out of range, or TLS a client's
    public HTTPServerOptions build() {
      return new HTTPServerOptions(this);
    }
  }
}
