// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Limits and timeouts of HTTP/1 connections.
///
/// | setting | default | when exceeded |
/// |---|---|---|
/// | [Builder#noKeepAlive] | keep-alive on | each connection serves one request |
/// | [Builder#chunkSize] | 65,536 bytes | body data is handed over in pieces of at most this |
/// | [Builder#maxHeaderSize] | 65,536 bytes, start line included | 431, closed |
/// | [Builder#headerTimeout] | none | closed without an answer; covers the idle wait and the whole head |
/// | [Builder#maxBodySize] | 104,857,600 bytes | 400, closed; zero allows no body; the decompressed size counts too |
/// | [Builder#bodyTimeout] | none | closed without an answer |
/// | [Builder#decompress] | off | gzip bodies are handed over decompressed |
///
/// Tornado: `HTTP1ConnectionParameters`.
///
/// **Thread**: any.
public final class HTTP1ConnectionParameters {
  /// The limits of a connection that nothing was said about.
  public static final HTTP1ConnectionParameters DEFAULT = builder().build();

  private final boolean noKeepAlive;
  private final int chunkSize;
  private final int maxHeaderSize;
  private final @Nullable Duration headerTimeout;
  private final long maxBodySize;
  private final @Nullable Duration bodyTimeout;
  private final boolean decompress;

  private HTTP1ConnectionParameters(Builder builder) {
    noKeepAlive = builder.noKeepAlive;
    chunkSize = builder.chunkSize;
    maxHeaderSize = builder.maxHeaderSize;
    headerTimeout = builder.headerTimeout;
    maxBodySize = builder.maxBodySize;
    bodyTimeout = builder.bodyTimeout;
    decompress = builder.decompress;
  }

  /// Returns a builder that holds the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Tells whether each connection serves one request only.
  public boolean noKeepAlive() {
    return noKeepAlive;
  }

  /// Returns the largest piece of a body that is handed over at once, in bytes.
  public int chunkSize() {
    return chunkSize;
  }

  /// Returns the limit of a start line and header fields together, in bytes.
  public int maxHeaderSize() {
    return maxHeaderSize;
  }

  /// Returns the limit of the wait for a request and its complete head, or null for none.
  public @Nullable Duration headerTimeout() {
    return headerTimeout;
  }

  /// Returns the limit of a body, in bytes.
  public long maxBodySize() {
    return maxBodySize;
  }

  /// Returns the limit of the time a whole body takes, or null for none.
  public @Nullable Duration bodyTimeout() {
    return bodyTimeout;
  }

  /// Tells whether gzip bodies are decompressed.
  public boolean decompress() {
    return decompress;
  }

  /// Settings in the making; see [HTTP1ConnectionParameters] for the table. **Thread**: owner.
  public static final class Builder {
    private boolean noKeepAlive;
    private int chunkSize = 65_536;
    private int maxHeaderSize = 65_536;
    private @Nullable Duration headerTimeout;
    private long maxBodySize = 104_857_600;
    private @Nullable Duration bodyTimeout;
    private boolean decompress;

    private Builder() {}

    /// Sets whether each connection serves one request only.
    public Builder noKeepAlive(boolean noKeepAlive) {
      this.noKeepAlive = noKeepAlive;
      return this;
    }

    /// Sets the largest piece of a body that is handed over at once.
    public Builder chunkSize(int byteCount) {
      this.chunkSize = (int) atLeast(1, byteCount);
      return this;
    }

    /// Sets the limit of a start line and header fields together.
    public Builder maxHeaderSize(int byteCount) {
      this.maxHeaderSize = (int) atLeast(1, byteCount);
      return this;
    }

    /// Sets the limit of the wait for a request and its complete head; null for none.
    public Builder headerTimeout(@Nullable Duration timeout) {
      this.headerTimeout = positive(timeout);
      return this;
    }

    /// Sets the limit of a body; zero allows none.
    public Builder maxBodySize(long byteCount) {
      this.maxBodySize = atLeast(0, byteCount);
      return this;
    }

    /// Sets the limit of the time a whole body takes; null for none.
    public Builder bodyTimeout(@Nullable Duration timeout) {
      this.bodyTimeout = positive(timeout);
      return this;
    }

    /// Sets whether gzip bodies are decompressed.
    public Builder decompress(boolean decompress) {
      this.decompress = decompress;
      return this;
    }

    /// Makes the parameters.
    public HTTP1ConnectionParameters build() {
      return new HTTP1ConnectionParameters(this);
    }

    private static long atLeast(long minimum, long byteCount) {
      if (byteCount < minimum) {
        throw new IllegalArgumentException("byteCount < " + minimum + ": " + byteCount);
      }
      return byteCount;
    }

    private static @Nullable Duration positive(@Nullable Duration timeout) {
      if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
        throw new IllegalArgumentException("timeout <= 0: " + timeout);
      }
      return timeout;
    }
  }
}
