// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tornado.netutil.Resolver;

/// How a client works.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#maxClients] | 100 | how many requests run at once; more wait in a line. Tornado: 10 |
/// | [Builder#maxConnectionsPerHost] | 32 | how many connections lead to one host and port |
/// | [Builder#idleTimeout] | 60 s | how long a connection without a request is kept |
/// | [Builder#maxBodySize] | 100 MiB | the limit of a response's body, also after decompression |
/// | [Builder#maxHeaderSize] | 64 KiB | the limit of a response's head |
/// | [Builder#userAgent] | `Tornado/0.1` | what requests say that don't say it themselves |
/// | [Builder#resolver] | the JDK's | finds the addresses of hosts |
/// | [Builder#cookieJar] | none | keeps the cookies that servers set, and sends them back |
/// | [Builder#retry] | never | when a request that failed is sent again |
/// | [Builder#interceptor] | none | code around all fetches |
///
/// **Thread**: any.
public final class AsyncHTTPClientOptions {
  /// The options that hold when nothing is said.
  public static final AsyncHTTPClientOptions DEFAULT = builder().build();

  private final int maxClients;
  private final int maxConnectionsPerHost;
  private final Duration idleTimeout;
  private final long maxBodySize;
  private final int maxHeaderSize;
  private final String userAgent;
  private final @Nullable Resolver resolver;
  private final @Nullable CookieJar cookieJar;
  private final @Nullable RetryPolicy retry;
  private final List<Interceptor> interceptors;

  private AsyncHTTPClientOptions(Builder builder) {
    maxClients = builder.maxClients;
    maxConnectionsPerHost = builder.maxConnectionsPerHost;
    idleTimeout = builder.idleTimeout;
    maxBodySize = builder.maxBodySize;
    maxHeaderSize = builder.maxHeaderSize;
    userAgent = builder.userAgent;
    resolver = builder.resolver;
    cookieJar = builder.cookieJar;
    retry = builder.retry;
    interceptors = List.copyOf(builder.interceptors);
  }

  /// Returns a builder of the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns how many requests run at once.
  public int maxClients() {
    return maxClients;
  }

  /// Returns how many connections lead to one host and port.
  public int maxConnectionsPerHost() {
    return maxConnectionsPerHost;
  }

  /// Returns how long a connection without a request is kept.
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /// Returns the limit of a response's body in bytes.
  public long maxBodySize() {
    return maxBodySize;
  }

  /// Returns the limit of a response's head in bytes.
  public int maxHeaderSize() {
    return maxHeaderSize;
  }

  /// Returns the default User-Agent.
  public String userAgent() {
    return userAgent;
  }

  @Nullable Resolver resolver() {
    return resolver;
  }

  @Nullable CookieJar cookieJar() {
    return cookieJar;
  }

  @Nullable RetryPolicy retry() {
    return retry;
  }

  List<Interceptor> interceptors() {
    return interceptors;
  }

  /// Options in the making; see [AsyncHTTPClientOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private int maxClients = 100;
    private int maxConnectionsPerHost = 32;
    private Duration idleTimeout = Duration.ofSeconds(60);
    private long maxBodySize = 100L << 20;
    private int maxHeaderSize = 64 << 10;
    private String userAgent = "Tornado/0.1";
    private @Nullable Resolver resolver;
    private @Nullable CookieJar cookieJar;
    private @Nullable RetryPolicy retry;
    private final List<Interceptor> interceptors = new ArrayList<>();

    private Builder() {}

    /// Sets how many requests run at once.
    ///
    /// @throws IllegalArgumentException if it isn't positive
    public Builder maxClients(int count) {
      maxClients = (int) positive("maxClients", count);
      return this;
    }

    /// Sets how many connections lead to one host and port.
    ///
    /// @throws IllegalArgumentException if it isn't positive
    public Builder maxConnectionsPerHost(int count) {
      maxConnectionsPerHost = (int) positive("maxConnectionsPerHost", count);
      return this;
    }

    /// Sets how long a connection without a request is kept; zero keeps none.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder idleTimeout(Duration limit) {
      if (limit.isNegative()) {
        throw new IllegalArgumentException("idleTimeout < 0: " + limit);
      }
      idleTimeout = limit;
      return this;
    }

    /// Sets the limit of a response's body in bytes, also after decompression.
    ///
    /// @throws IllegalArgumentException if it isn't positive
    public Builder maxBodySize(long byteCount) {
      maxBodySize = positive("maxBodySize", byteCount);
      return this;
    }

    /// Sets the limit of a response's head in bytes.
    ///
    /// @throws IllegalArgumentException if it isn't positive
    public Builder maxHeaderSize(int byteCount) {
      maxHeaderSize = (int) positive("maxHeaderSize", byteCount);
      return this;
    }

    /// Sets the User-Agent of requests that don't say it themselves.
    public Builder userAgent(String name) {
      userAgent = name;
      return this;
    }

    /// Sets what finds the addresses of hosts, such as an [tornado.netutil.OverrideResolver]. Tornado: `resolver`, `hostname_mapping`.
    public Builder resolver(Resolver resolver) {
      this.resolver = resolver;
      return this;
    }

    /// Sets what keeps the cookies that servers set, and sends them back.
    public Builder cookieJar(CookieJar jar) {
      cookieJar = jar;
      return this;
    }

    /// Sets when a request that failed is sent again, where it doesn't say that itself.
    public Builder retry(RetryPolicy policy) {
      retry = policy;
      return this;
    }

    /// Adds code around all fetches, behind what was added before.
    public Builder interceptor(Interceptor interceptor) {
      interceptors.add(interceptor);
      return this;
    }

    /// Makes the options.
    public AsyncHTTPClientOptions build() {
      return new AsyncHTTPClientOptions(this);
    }

    private static long positive(String name, long count) {
      if (count <= 0) {
        throw new IllegalArgumentException(name + " <= 0: " + count);
      }
      return count;
    }
  }
}
