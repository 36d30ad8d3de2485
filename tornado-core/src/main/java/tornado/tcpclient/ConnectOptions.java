// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tornado.iostream.IOStreamOptions;
import tornado.netutil.BindOptions;
import tornado.netutil.Netutil;
import tornado.netutil.SSLOptions;

/// How [TCPClient#connect] connects.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#family] | ANY | which kinds of addresses are tried |
/// | [Builder#ssl] | none | TLS, with the host as the server's name |
/// | [Builder#beforeTls] | none | hears that the server is reached |
/// | [Builder#source] | the system's choice | our own address and port |
/// | [Builder#networkInterface] | the system's choice | the interface whose address is ours |
/// | [Builder#timeout] | none | how long it may take to find, reach, and shake hands with the server |
/// | [Builder#streamOptions] | the defaults | limits of the stream |
///
/// **Thread**: any.
public final class ConnectOptions {
  /// The default settings.
  public static final ConnectOptions DEFAULT = builder().build();

  private final BindOptions.Family family;
  private final @Nullable SSLOptions ssl;
  private final Runnable beforeTls;
  private final @Nullable String sourceIp;
  private final int sourcePort;
  private final @Nullable NetworkInterface networkInterface;
  private final @Nullable Duration timeout;
  private final IOStreamOptions streamOptions;

  private ConnectOptions(Builder builder) {
    family = builder.sourceIp == null ? builder.family : sourceFamily(builder);
    ssl = builder.ssl;
    beforeTls = builder.beforeTls;
    sourceIp = builder.sourceIp;
    sourcePort = builder.sourcePort;
    networkInterface = builder.networkInterface;
    timeout = builder.timeout;
    streamOptions = builder.streamOptions;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns which kinds of addresses are tried.
  public BindOptions.Family family() {
    return family;
  }

  /// Returns how TLS is done, or null without.
  public @Nullable SSLOptions ssl() {
    return ssl;
  }

  /// Returns what hears that the server is reached and TLS begins.
  public Runnable beforeTls() {
    return beforeTls;
  }

  /// Returns our own IP address, or null for the system's choice.
  public @Nullable String sourceIp() {
    return sourceIp;
  }

  /// Returns our own port; 0 for the system's choice.
  public int sourcePort() {
    return sourcePort;
  }

  /// Returns the interface whose address is ours, or null for the system's choice.
  public @Nullable NetworkInterface networkInterface() {
    return networkInterface;
  }

  /// Returns how long it may take, or null for no limit.
  public @Nullable Duration timeout() {
    return timeout;
  }

  /// Returns the limits of the stream.
  public IOStreamOptions streamOptions() {
    return streamOptions;
  }

  private static BindOptions.Family sourceFamily(Builder builder) {
    BindOptions.Family own =
        InetAddress.ofLiteral(builder.sourceIp) instanceof Inet6Address
            ? BindOptions.Family.INET6
            : BindOptions.Family.INET;
    if (builder.family != BindOptions.Family.ANY && builder.family != own) {
      throw new IllegalArgumentException(
          "source ip is not of family " + builder.family + ": " + builder.sourceIp);
    }
    return own;
  }

  /// Settings of [TCPClient#connect]; see [ConnectOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private BindOptions.Family family = BindOptions.Family.ANY;
    private @Nullable SSLOptions ssl;
    private Runnable beforeTls = () -> {};
    private @Nullable String sourceIp;
    private int sourcePort;
    private @Nullable NetworkInterface networkInterface;
    private @Nullable Duration timeout;
    private IOStreamOptions streamOptions = IOStreamOptions.DEFAULT;

    private Builder() {}

    /// Sets which kinds of addresses are tried.
    public Builder family(BindOptions.Family family) {
      this.family = family;
      return this;
    }

    /// Sets that TLS is done, and how.
    ///
    /// @throws IllegalArgumentException if it is a server's side
    public Builder ssl(SSLOptions ssl) {
      if (ssl.forServer()) {
        throw new IllegalArgumentException("ssl is for servers: use SSLOptions.client()");
      }
      this.ssl = ssl;
      return this;
    }

    /// Sets what hears that the server is reached and TLS begins, so that who waits can say for what. It runs on the loop.
    public Builder beforeTls(Runnable callback) {
      beforeTls = callback;
      return this;
    }

    /// Sets our own address. Servers of the other family are then not tried.
    ///
    /// @param ip an IP address; null for the loopback address of each family, if a port is given
    /// @param port 0 for the system's choice
    /// @throws IllegalArgumentException if the port is out of range, or `ip` is none
    public Builder source(@Nullable String ip, int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port < 0 or > 65535: " + port);
      }
      if (ip != null && !Netutil.isValidIp(ip)) {
        throw new IllegalArgumentException("source ip is no IP address: " + ip);
      }
      this.sourceIp = ip;
      this.sourcePort = port;
      return this;
    }

    /// Sets the interface whose address is ours, of the family that is tried; [#source] counts before it.
    public Builder networkInterface(NetworkInterface networkInterface) {
      this.networkInterface = networkInterface;
      return this;
    }

    /// Sets how long it may take to find, reach, and shake hands with the server.
    ///
    /// @throws IllegalArgumentException if it isn't positive
    public Builder timeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout <= 0: " + timeout);
      }
      this.timeout = timeout;
      return this;
    }

    /// Sets the limits of the stream.
    public Builder streamOptions(IOStreamOptions options) {
      this.streamOptions = options;
      return this;
    }

    /// Makes the options.
    ///
    /// @throws IllegalArgumentException if our own address is not of the family that is asked for
    public ConnectOptions build() {
      return new ConnectOptions(this);
    }
  }
}
