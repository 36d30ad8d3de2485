// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

/// How [Netutil#bindSockets] binds.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#backlog] | 128 | connections the system holds until they are accepted |
/// | [Builder#reusePort] | false | whether other sockets may listen on the same port (SO_REUSEPORT) |
/// | [Builder#family] | ANY | which addresses are used |
///
/// **Thread**: any.
public final class BindOptions {
  /// The default settings.
  public static final BindOptions DEFAULT = builder().build();

  /// Which kinds of addresses are used.
  public enum Family {
    /// IPv4 and IPv6.
    ANY,
    /// IPv4 only.
    INET,
    /// IPv6 only.
    INET6
  }

  private final int backlog;
  private final boolean reusePort;
  private final Family family;

  private BindOptions(Builder builder) {
    backlog = builder.backlog;
    reusePort = builder.reusePort;
    family = builder.family;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns how many connections the system holds until they are accepted.
  public int backlog() {
    return backlog;
  }

  /// Tells whether other sockets may listen on the same port.
  public boolean reusePort() {
    return reusePort;
  }

  /// Returns which kinds of addresses are used.
  public Family family() {
    return family;
  }

  /// Settings of [Netutil#bindSockets]; see [BindOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private int backlog = 128;
    private boolean reusePort;
    private Family family = Family.ANY;

    private Builder() {}

    /// Sets how many connections the system holds until they are accepted.
    public Builder backlog(int backlog) {
      if (backlog <= 0) {
        throw new IllegalArgumentException("backlog <= 0: " + backlog);
      }
      this.backlog = backlog;
      return this;
    }

    /// Lets several sockets, of one or more loops or processes, listen on the same port and share its connections.
    public Builder reusePort(boolean reusePort) {
      this.reusePort = reusePort;
      return this;
    }

    /// Sets which kinds of addresses are used.
    public Builder family(Family family) {
      this.family = family;
      return this;
    }

    /// Makes the options.
    public BindOptions build() {
      return new BindOptions(this);
    }
  }
}
