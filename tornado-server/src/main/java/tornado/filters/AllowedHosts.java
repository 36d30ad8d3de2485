// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tornado.web.Filter;
import tornado.web.HTTPError;
import tornado.web.RequestHandler;

/// Refuses requests for other hosts with 400. Whoever makes links, mails or redirects of the request's host needs it: a client may send
/// any.
///
/// ```java
/// AllowedHosts.of("example.com", ".example.com")
/// ```
///
/// **Thread**: any.
public final class AllowedHosts implements Filter {
  private static final Pattern HOST =
      Pattern.compile("\\.?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+\\]");

  private final Set<String> hosts;

  private AllowedHosts(Set<String> hosts) {
    this.hosts = hosts;
  }

  /// Makes a filter.
  ///
  /// @param hosts names or addresses without ports, those of IPv6 in brackets; one that begins with a dot stands for all names that end
  ///     with it
  /// @throws IllegalArgumentException if there are none, or one is no such thing
  public static AllowedHosts of(String... hosts) {
    if (hosts.length == 0) {
      throw new IllegalArgumentException("hosts is empty");
    }
    Set<String> lowered =
        Stream.of(hosts).map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    for (String host : lowered) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException("expected a host without a port but was '" + host + "'");
      }
    }
    return new AllowedHosts(lowered);
  }

  @Override
  public void filter(RequestHandler handler, Next next) throws Exception {
    String host = handler.request().hostName();
    if (!allows(host)) {
      throw new HTTPError(400, "Host is not allowed: " + host);
    }
    next.run();
  }

  private boolean allows(String host) {
    if (hosts.contains(host)) {
      return true;
    }
    for (int dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1)) {
      if (hosts.contains(host.substring(dot))) {
        return true;
      }
    }
    return false;
  }
}
