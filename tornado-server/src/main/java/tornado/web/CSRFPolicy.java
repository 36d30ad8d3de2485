// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tornado.httputil.HTTPServerRequest;

/// Protection against requests that other sites cause, without tokens in forms: browsers say where a request comes from.
///
/// ```java
/// Application.builder().csrf(CSRFPolicy.SAME_ORIGIN)
/// Application.builder().csrf(CSRFPolicy.trusting("https://shop.example"))
/// ```
///
/// What counts, in this order:
///
/// 1. an Origin that is trusted: the request passes
/// 2. Sec-Fetch-Site, which pages can't forge: `same-origin` and `none`, which is the user's own doing, pass; else it is a 403
/// 3. Origin: if its host and port are those of Host the request passes, else it is a 403
/// 4. neither, as old browsers and programs have it: the token decides, see [RequestHandler#checkXsrfCookie]
///
/// GET, HEAD and OPTIONS pass always: what they do must not change anything.
///
/// **Thread**: any.
///
/// @param trustedOrigins other origins whose requests pass, such as `https://shop.example`
public record CSRFPolicy(Set<String> trustedOrigins) {
  private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#\\s]+");

  /// Only requests of the same origin pass.
  public static final CSRFPolicy SAME_ORIGIN = new CSRFPolicy(Set.of());

  /// Checks the origins, and keeps them in lower case.
  ///
  /// @throws IllegalArgumentException if one is no scheme and host
  public CSRFPolicy {
    trustedOrigins =
        trustedOrigins.stream().map(CSRFPolicy::checked).collect(Collectors.toUnmodifiableSet());
  }

  private static String checked(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    if (!ORIGIN.matcher(lower).matches()) {
      throw new IllegalArgumentException("expected scheme://host but was '" + origin + "'");
    }
    return lower;
  }

  /// Returns a policy that trusts other origins too.
  ///
  /// @throws IllegalArgumentException if one is no scheme and host
  public static CSRFPolicy trusting(String... origins) {
    return new CSRFPolicy(Set.of(origins));
  }

  /// Finds out where a request comes from.
  Source source(HTTPServerRequest request) {
    String origin = request.headers().get("Origin", "");
    if (!origin.isEmpty() && trustedOrigins.contains(origin.toLowerCase(Locale.ROOT))) {
      return Source.OURS;
    }
    String site = request.headers().get("Sec-Fetch-Site", "");
    if (!site.isEmpty()) {
      return source(site.equals("same-origin") || site.equals("none"));
    }
    return origin.isEmpty() ? Source.UNKNOWN : source(Origins.isSameHost(origin, request));
  }

  private static Source source(boolean ours) {
    return ours ? Source.OURS : Source.FOREIGN;
  }

  /// Where a request comes from.
  enum Source {
    OURS,
    FOREIGN,
    /// Its client doesn't say.
    UNKNOWN
  }
}
