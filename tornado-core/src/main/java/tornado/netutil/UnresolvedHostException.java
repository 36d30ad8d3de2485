// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A host whose addresses can't be found. The message names it, and says what to look at.
///
/// **Thread**: any.
public final class UnresolvedHostException extends TornadoException {
  private static final long serialVersionUID = 1L;

  private final String host;

  /// Makes an exception that names the host.
  public UnresolvedHostException(String host, @Nullable Throwable cause) {
    this(
        host,
        "host can't be resolved: '%s' (is it spelt right, and does the name server answer?)"
            .formatted(HostName.shown(host)),
        cause);
  }

  private UnresolvedHostException(String host, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.host = host;
  }

  /// For a host that has addresses of the other family only.
  static UnresolvedHostException ofFamily(String host, BindOptions.Family family) {
    return new UnresolvedHostException(
        host,
        "host has no address of family %s: '%s' (Family.ANY takes what there is)"
            .formatted(family, HostName.shown(host)),
        null);
  }

  /// For what can't be the name of any host.
  static UnresolvedHostException ofNoName(String host) {
    return new UnresolvedHostException(
        host,
        "host is empty, or has spaces or control characters: '%s'".formatted(HostName.shown(host)),
        null);
  }

  /// Returns the host.
  public String host() {
    return host;
  }
}
