// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;
import tornado.web.Filter;
import tornado.web.HTTPError;
import tornado.web.RequestHandler;

/// Lets pages of other origins read our answers ([CORS](https://fetch.spec.whatwg.org/#http-cors-protocol)).
///
/// ```java
/// CORS.builder().allowOrigins("https://app.example.com").allowMethods("GET", "PUT").allowCredentials(true).build()
/// ```
///
/// A preflight request, by which a browser asks first, is answered here with 204, or 403 for other origins. Any other request runs
/// whatever its origin is: the browser keeps the answer from pages that may not read it. This is no guard against requests of other
/// sites.
///
/// | option | default | meaning |
/// |---|---|---|
/// | [Builder#allowOrigins], [Builder#allowOriginPattern], [Builder#allowAnyOrigin] | none | whose pages may read |
/// | [Builder#allowMethods] | GET, HEAD, POST | methods they may use |
/// | [Builder#allowHeaders] | none | fields they may send, beside those that every page may |
/// | [Builder#exposeHeaders] | none | fields they may read, beside those that every page may |
/// | [Builder#allowCredentials] | off | whether cookies go with their requests |
/// | [Builder#maxAge] | 10 minutes | how long browsers needn't ask again |
///
/// **Thread**: any.
public final class CORS implements Filter {
  private final Set<String> origins;
  private final List<Pattern> patterns;
  private final boolean anyOrigin;
  private final String methods;
  private final String headers;
  private final String exposed;
  private final boolean credentials;
  private final String maxAge;

  private CORS(Builder builder) {
    origins = Set.copyOf(builder.origins);
    patterns = List.copyOf(builder.patterns);
    anyOrigin = builder.anyOrigin;
    methods = String.join(", ", builder.methods);
    headers = String.join(", ", builder.headers);
    exposed = String.join(", ", builder.exposed);
    credentials = builder.credentials;
    maxAge = Long.toString(builder.maxAge.toSeconds());
  }

  /// Returns a builder that allows no origin.
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void filter(RequestHandler handler, Next next) throws Exception {
    HTTPServerRequest request = handler.request();
    String origin = request.headers().get("Origin");
    boolean allowed = origin != null && allows(origin);
    boolean preflight =
        origin != null
            && request.method().equals("OPTIONS")
            && request.headers().contains("Access-Control-Request-Method");
    handler.beforeHead(() -> addFields(handler, allowed ? origin : null, preflight));
    if (!preflight) {
      next.run();
    } else if (allowed) {
      handler.setStatus(204);
    } else {
      throw new HTTPError(403, "Origin is not allowed");
    }
  }

  private boolean allows(String origin) {
    if (anyOrigin || origins.contains(origin)) {
      return true;
    }
    for (Pattern pattern : patterns) {
      if (pattern.matcher(origin).matches()) {
        return true;
      }
    }
    return false;
  }

  /// Adds what the answer has to say.
  ///
  /// @param origin null for one that may not read it
  private void addFields(RequestHandler handler, @Nullable String origin, boolean preflight) {
    if (!anyOrigin) {
      handler.addHeader("Vary", "Origin");
    }
    if (preflight) {
      handler.addHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    }
    if (origin == null) {
      return;
    }
    handler.setHeader("Access-Control-Allow-Origin", anyOrigin ? "*" : origin);
    if (credentials) {
      handler.setHeader("Access-Control-Allow-Credentials", "true");
    }
    if (preflight) {
      handler.setHeader("Access-Control-Allow-Methods", methods);
      setUnlessEmpty(handler, "Access-Control-Allow-Headers", headers);
      handler.setHeader("Access-Control-Max-Age", maxAge);
    } else {
      setUnlessEmpty(handler, "Access-Control-Expose-Headers", exposed);
    }
  }

  private static void setUnlessEmpty(RequestHandler handler, String name, String value) {
    if (!value.isEmpty()) {
      handler.setHeader(name, value);
    }
  }

  /// Options; see [CORS]. **Thread**: owner.
  public static final class Builder {
    private static final Pattern ORIGIN =
        Pattern.compile("null|[a-z][a-z0-9+.-]*://(\\[[0-9a-f:.]+\\]|[^\\s/:*,?#@A-Z]+)(:[0-9]+)?");

    private final Set<String> origins = new HashSet<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private boolean anyOrigin;
    private List<String> methods = List.of("GET", "HEAD", "POST");
    private List<String> headers = List.of();
    private List<String> exposed = List.of();
    private boolean credentials;
    private Duration maxAge = Duration.ofMinutes(10);

    private Builder() {}

    /// Allows origins, such as `https://example.com` or `http://localhost:3000`; `null` is that of files and sandboxed frames.
    ///
    /// @throws IllegalArgumentException if one isn't a scheme, a host in small letters, and maybe a port
    public Builder allowOrigins(String... origins) {
      for (String origin : origins) {
        if (!ORIGIN.matcher(origin).matches()) {
          throw new IllegalArgumentException("expected an origin but was '" + origin + "'");
        }
        this.origins.add(origin);
      }
      return this;
    }

    /// Allows origins that match a regular expression as a whole. Mind its dots: `https://.*example.com` allows
    /// `https://badexample.com`.
    ///
    /// @throws IllegalArgumentException if it is no regular expression
    public Builder allowOriginPattern(String regex) {
      patterns.add(Pattern.compile(regex));
      return this;
    }

    /// Allows every origin: for what anybody may read anyway.
    public Builder allowAnyOrigin() {
      anyOrigin = true;
      return this;
    }

    /// Sets the methods.
    ///
    /// @throws IllegalArgumentException if one is no token
    public Builder allowMethods(String... methods) {
      this.methods = tokens(methods);
      return this;
    }

    /// Sets the names of the fields that pages may send.
    ///
    /// @throws IllegalArgumentException if one is no token
    public Builder allowHeaders(String... names) {
      this.headers = tokens(names);
      return this;
    }

    /// Sets the names of the fields that pages may read.
    ///
    /// @throws IllegalArgumentException if one is no token
    public Builder exposeHeaders(String... names) {
      this.exposed = tokens(names);
      return this;
    }

    /// Sets whether cookies and the like go with requests of those pages, which then act in their user's name. Not for every origin.
    public Builder allowCredentials(boolean allow) {
      this.credentials = allow;
      return this;
    }

    /// Sets how long browsers needn't ask again.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder maxAge(Duration maxAge) {
      if (maxAge.isNegative()) {
        throw new IllegalArgumentException("maxAge < 0: " + maxAge);
      }
      this.maxAge = maxAge;
      return this;
    }

    /// Makes the filter.
    ///
    /// @throws IllegalArgumentException if no origin is allowed, or every one with credentials
    public CORS build() {
      if (anyOrigin && credentials) {
        throw new IllegalArgumentException("credentials for any origin: name the origins");
      }
      if (!anyOrigin && origins.isEmpty() && patterns.isEmpty()) {
        throw new IllegalArgumentException("no origin is allowed");
      }
      return new CORS(this);
    }

    private static List<String> tokens(String... names) {
      for (String name : names) {
        if (!Tokens.isToken(name)) {
          throw new IllegalArgumentException("expected a token but was '" + name + "'");
        }
      }
      return List.of(names);
    }
  }
}
