// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Where a handler is, as it is told.
///
/// **Thread**: any.
final class JDKContext extends HttpContext {
  private final String path;
  private final HttpHandler handler;
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();

  JDKContext(String path, HttpHandler handler) {
    this.path = path;
    this.handler = handler;
  }

  @Override
  public HttpHandler getHandler() {
    return handler;
  }

  @Override
  public void setHandler(HttpHandler handler) {
    throw new UnsupportedOperationException("the handler is the route's");
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public @Nullable HttpServer getServer() {
    return null;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  @Override
  public List<Filter> getFilters() {
    return List.of();
  }

  @Override
  public Authenticator setAuthenticator(Authenticator authenticator) {
    throw new UnsupportedOperationException("filters of the application authenticate");
  }

  @Override
  public @Nullable Authenticator getAuthenticator() {
    return null;
  }
}
