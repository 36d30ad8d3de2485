// SPDX-License-Identifier: Apache-2.0
package tornado.web.jdk;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okio.ByteString;
import tornado.httputil.HTTPOutputError;
import tornado.iostream.StreamClosedError;
import tornado.web.Blocking;
import tornado.web.HTTPError;
import tornado.web.RequestHandler;

/// Runs a handler of the JDK's, for every method.
///
/// **Thread**: the handler's coroutine, beside the loop.
@Blocking
final class JDKHandler extends RequestHandler {
  /// Fields that are the connection's to set (RFC 9110 §7.6.1), or follow from the length that the handler says.
  private static final Set<String> NOT_THE_HANDLERS =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade");

  private final JDKContext context;

  JDKHandler(JDKContext context) {
    this.context = context;
  }

  @Override
  protected void prepare() throws IOException {
    var exchange = new JDKExchange(this, context, uri());
    try {
      context.getHandler().handle(exchange);
    } catch (IOException e) {
      if (e.getCause() instanceof StreamClosedError left) {
        // The client is gone, which is nobody's failure.
        throw left;
      }
      throw e;
    }
    if (exchange.getResponseCode() < 0) {
      throw new IllegalStateException("handler returned without sendResponseHeaders");
    }
    if (!finished()) {
      finish();
    }
  }

  private URI uri() {
    try {
      return new URI(request().uri());
    } catch (URISyntaxException e) {
      throw new HTTPError(400, "not a URI: " + request().uri());
    }
  }

  /// Sets the status and fields.
  ///
  /// @param length of the body; 0 if that is not known, -1 for none
  void begin(int code, long length, Headers fields) {
    setStatus(code);
    fields.forEach(this::setField);
    List<String> ownLength = fields.get("Content-Length");
    if (request().method().equals("HEAD") && ownLength != null && !ownLength.isEmpty()) {
      // The only way to say what GET would have.
      setHeader("Content-Length", ownLength.getFirst());
    } else if (length > 0) {
      setHeader("Content-Length", length);
    }
  }

  private void setField(String name, List<String> values) {
    if (NOT_THE_HANDLERS.contains(name.toLowerCase(Locale.ROOT))) {
      return;
    }
    clearHeader(name);
    values.forEach(value -> addHeader(name, value));
  }

  /// Sends a piece of the body, and the head before the first, waiting for the client.
  void send(ByteString piece) throws IOException {
    try {
      write(piece);
      await(flush());
    } catch (StreamClosedError | HTTPOutputError e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Ends the answer.
  void endBody() throws IOException {
    try {
      finish();
    } catch (HTTPOutputError e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
