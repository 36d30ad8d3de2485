// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.util.function.Predicate;
import tornado.httputil.HTTPServerRequest;
import tornado.web.Filter;
import tornado.web.RequestHandler;

/// Sends clients that come without TLS to the same URL with it: 301 for GET and HEAD, 308 for what has a body to be sent again.
///
/// Behind a proxy that ends TLS the scheme is what the proxy says, and only if the server trusts it: see
/// [tornado.httpserver.HTTPServerOptions.Builder#xheaders]. The host is the one the client sent: put [AllowedHosts] in front.
///
/// | option | default | meaning |
/// |---|---|---|
/// | [Builder#port] | 443 | where TLS is served |
/// | [Builder#except] | none | requests that stay as they are |
///
/// **Thread**: any.
public final class HTTPSRedirect implements Filter {
  private static final int HTTPS_PORT = 443;

  private final int port;
  private final Predicate<HTTPServerRequest> except;

  private HTTPSRedirect(Builder builder) {
    port = builder.port;
    except = builder.except;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void filter(RequestHandler handler, Next next) throws Exception {
    HTTPServerRequest request = handler.request();
    if (request.protocol().equals("https") || except.test(request)) {
      next.run();
      return;
    }
    String method = request.method();
    boolean safe = method.equals("GET") || method.equals("HEAD");
    handler.redirect(secure(request), safe ? 301 : 308);
  }

  private String secure(HTTPServerRequest request) {
    var url = new StringBuilder("https://").append(request.hostName());
    if (port != HTTPS_PORT) {
      url.append(':').append(port);
    }
    // OPTIONS may ask for `*`, which is no path.
    url.append(request.path().startsWith("/") ? request.path() : "/");
    if (!request.query().isEmpty()) {
      url.append('?').append(request.query());
    }
    return url.toString();
  }

  /// Options; see [HTTPSRedirect]. **Thread**: owner.
  public static final class Builder {
    private int port = HTTPS_PORT;
    private Predicate<HTTPServerRequest> except = _ -> false;

    private Builder() {}

    /// Sets the port of TLS.
    ///
    /// @throws IllegalArgumentException if it isn't from 1 to 65535
    public Builder port(int port) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port < 1 or > 65535: " + port);
      }
      this.port = port;
      return this;
    }

    /// Sets which requests stay as they are, such as a load balancer's question whether we are well.
    public Builder except(Predicate<HTTPServerRequest> except) {
      this.except = except;
      return this;
    }

    /// Makes the filter.
    public HTTPSRedirect build() {
      return new HTTPSRedirect(this);
    }
  }
}
