// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;

/// A request and its answer, as the JDK's handlers see them.
///
/// **Thread**: owner.
final class JDKExchange extends HttpExchange {
  private final JDKHandler handler;
  private final JDKContext context;
  private final HTTPServerRequest request;
  private final URI uri;
  private final Headers requestHeaders;
  private final Headers responseHeaders = new Headers();
  private final Map<String, Object> attributes = new HashMap<>();
  private InputStream requestBody;
  private OutputStream responseBody;
  private int responseCode = -1;

  JDKExchange(JDKHandler handler, JDKContext context, URI uri) {
    this.handler = handler;
    this.context = context;
    this.request = handler.request();
    this.uri = uri;
    this.requestBody = new Buffer().write(request.body()).inputStream();
    this.responseBody = new JDKBody(handler);
    var fields = new Headers();
    request.headers().getAll().forEach(field -> fields.add(field.name(), field.value()));
    this.requestHeaders = Headers.of(fields);
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return request.method();
  }

  @Override
  public HttpContext getHttpContext() {
    return context;
  }

  /// {@inheritDoc}
  ///
  /// Without an answer it does nothing here: the request gets an error page then.
  @Override
  public void close() {
    if (responseCode < 0) {
      return;
    }
    try {
      responseBody.close();
    } catch (IOException ignored) {
      // The connection broke, or was broken on purpose: there is nothing left to close.
    }
  }

  @Override
  public InputStream getRequestBody() {
    return requestBody;
  }

  @Override
  public OutputStream getResponseBody() {
    return responseBody;
  }

  @Override
  public void sendResponseHeaders(int code, long length) throws IOException {
    if (responseCode >= 0) {
      throw new IOException("headers already sent");
    }
    responseCode = code;
    handler.begin(code, length, responseHeaders);
    if (length < 0 || request.method().equals("HEAD")) {
      responseBody.close();
    }
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return new InetSocketAddress(InetAddress.ofLiteral(request.remoteIp()), 0);
  }

  @Override
  public int getResponseCode() {
    return responseCode;
  }

  /// {@inheritDoc}
  ///
  /// Here what the client asked for: behind a proxy the socket's own says nothing.
  @Override
  public InetSocketAddress getLocalAddress() {
    int port = request.protocol().equals("https") ? 443 : 80;
    return InetSocketAddress.createUnresolved(request.hostName(), port);
  }

  @Override
  public String getProtocol() {
    return request.version();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {
    requestBody = in == null ? requestBody : in;
    responseBody = out == null ? responseBody : out;
  }

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return null;
  }
}
