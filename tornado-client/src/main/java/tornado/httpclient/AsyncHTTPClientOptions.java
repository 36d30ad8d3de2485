// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tornado.netutil.Resolver;

/// How a client works.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#maxClients] | 100 | how many requests run at once; more wait in a line. Tornado: 10 |
/// | [Builder#maxConnectionsPerHost] | 32 | how many connections lead to one host and port |
/// | [Builder#idleTimeout] | 60 s | how long a connection without a request is kept |
/// | [Builder#maxConnectionAge] | none | how long a connection takes new requests |
/// | [Builder#maxBodySize] | 100 MiB | the limit of a response's body, also after decompression |
/// | [Builder#maxHeaderSize] | 64 KiB | the limit of a response's head |
/// | [Builder#userAgent] | `Tornado/0.1` | what requests say that don't say it themselves |
/// | [Builder#resolver] | the JDK's | finds the addresses of hosts |
/// | [Builder#requestDefaults] | none | what requests of a URL begin with |
/// | [Builder#addressGuard] | none | which addresses may be connected to |
/// | [Builder#certificatePins] | none | the keys that servers must have |
/// | [Builder#proxy], [Builder#proxyUsername], [Builder#proxyPassword] | none | the proxy of requests that name none |
/// | [Builder#proxyFromEnvironment] | off | the proxy that the environment names, of requests that go straight else |
/// | [Builder#unixSocket] | none | the socket of requests that name no way |
/// | [Builder#networkInterface] | the system's choice | where connections start |
/// | [Builder#allowIpv6] | on | |
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
  private final Consumer<HTTPRequest.Builder> requestDefaults;
  private final Duration maxConnectionAge;
  private final @Nullable AddressGuard addressGuard;
  private final CertificatePins certificatePins;
  private final Ways ways;
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
    requestDefaults = builder.requestDefaults;
    maxConnectionAge = builder.maxConnectionAge;
    addressGuard = builder.addressGuard;
    certificatePins = builder.certificatePins;
    ways = new Ways(builder.way.build(), builder.environment);
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

  /// Returns how long a connection takes new requests; zero for any time.
  public Duration maxConnectionAge() {
    return maxConnectionAge;
  }

  @Nullable AddressGuard addressGuard() {
    return addressGuard;
  }

  CertificatePins certificatePins() {
    return certificatePins;
  }

  Ways ways() {
    return ways;
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

  Consumer<HTTPRequest.Builder> requestDefaults() {
    return requestDefaults;
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
    private Consumer<HTTPRequest.Builder> requestDefaults = _ -> {};
    private Duration maxConnectionAge = Duration.ZERO;
    private @Nullable AddressGuard addressGuard;
    private CertificatePins certificatePins = CertificatePins.NONE;
    private @Nullable ProxyEnvironment environment;
    private final WaySettings way = new WaySettings();
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

    /// Sets how long a connection takes new requests, so that it doesn't stay with one server behind a name for ever; zero for any time.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder maxConnectionAge(Duration limit) {
      if (limit.isNegative()) {
        throw new IllegalArgumentException("maxConnectionAge < 0: " + limit);
      }
      maxConnectionAge = limit;
      return this;
    }

    /// Sets which addresses may be connected to, such as [AddressGuard#PUBLIC_ONLY] where URLs come from others.
    public Builder addressGuard(AddressGuard guard) {
      addressGuard = guard;
      return this;
    }

    /// Sets the keys of which a server must have one, or else an authority that vouches for it. Pin at least two, of which one is kept in a
    /// safe: who has lost them all can't be reached any more.
    ///
    /// A key is pinned beside the check of certificates, not instead. A certificate that the server sends without need doesn't count.
    /// Of requests with [tornado.netutil.SSLOptions] of their own that have a context, only keys in the chain that the server sends are known.
    ///
    /// @param host whose TLS connections are meant, without port; hosts below it are not
    /// @param pins `sha256/` and the SHA-256 of the key (SubjectPublicKeyInfo) in base64
    /// @throws IllegalArgumentException if there is none, or one is something else
    public Builder certificatePins(String host, String... pins) {
      certificatePins = certificatePins.with(host, List.of(pins));
      return this;
    }

    /// Sets whether requests whose way nobody says go by the proxies that the environment names: `http_proxy`, `https_proxy`, `all_proxy`,
    /// and the exceptions in `no_proxy`, in small letters or capitals. It is read here.
    ///
    /// @throws IllegalArgumentException if a variable isn't what it must be
    public Builder proxyFromEnvironment(boolean asked) {
      environment = asked ? ProxyEnvironment.of(System.getenv()) : null;
      return this;
    }

    /// Like [#proxyFromEnvironment(boolean)], of an environment made up.
    public Builder proxyFromEnvironment(Map<String, String> variables) {
      environment = ProxyEnvironment.of(variables);
      return this;
    }

    /// Sets the proxy by a URL: `http:` (plain requests are passed on, TLS is tunnelled), `socks5:` (the server's name is resolved here) or
    /// `socks5h:` (the proxy resolves it), with user and password if it wants them.
    ///
    /// @throws IllegalArgumentException if it isn't one
    public Builder proxy(String url) {
      way.proxy(url);
      return this;
    }

    /// Sets who we are for the proxy. Nobody else hears of it.
    public Builder proxyUsername(String username) {
      way.proxyUsername(username);
      return this;
    }

    /// Sets the password of [#proxyUsername]; empty by default.
    public Builder proxyPassword(String password) {
      way.proxyPassword(password);
      return this;
    }

    /// Sets the Unix-domain socket that is connected to, whatever host the URL names; Host says the URL's. Redirects go there too.
    public Builder unixSocket(Path socket) {
      way.unixSocket(socket);
      return this;
    }

    /// Sets the interface that connections leave by: its name, or its IP address. An address leaves out servers of the other family.
    public Builder networkInterface(String nameOrIp) {
      way.networkInterface(nameOrIp);
      return this;
    }

    /// Sets whether IPv6 addresses are tried.
    public Builder allowIpv6(boolean allow) {
      way.allowIpv6(allow);
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

    /// Sets what every request of this client begins with that is made by [AsyncHTTPClient#request], or of a URL. A request made elsewhere
    /// says all itself. Tornado: `defaults`.
    ///
    /// @param defaults sets up a request; it runs for each, on the thread that makes it
    public Builder requestDefaults(Consumer<HTTPRequest.Builder> defaults) {
      requestDefaults = defaults;
      return this;
    }

    /// Makes the options.
    ///
    /// @throws IllegalArgumentException if what is said about a proxy isn't whole
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
