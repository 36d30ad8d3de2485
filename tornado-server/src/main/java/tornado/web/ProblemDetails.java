// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.LinkedHashMap;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPServerRequest;

/// Error pages for programs (RFC 9457). They say no more than those for people: the status, a reason of the handler's own, and what the
/// error carries for clients.
///
/// **Thread**: the handler's coroutine.
final class ProblemDetails {
  private static final String TYPE = "application/problem+json";

  private ProblemDetails() {}

  /// Tells whether a client likes JSON better than HTML: by weight, or because it names JSON and not HTML where both weigh the same.
  static boolean arePreferred(HTTPServerRequest request) {
    AcceptList list = AcceptList.parse(request.headers().get("Accept"));
    int json = list.weight(0, TYPE, "application/json", "application/*", "*/*");
    int html = list.weightOfMediaType("text/html");
    boolean named = list.names(TYPE) || list.names("application/json");
    return json > html || (json > 0 && json == html && named && !list.names("text/html"));
  }

  /// Writes the page of an error.
  ///
  /// @param cause what went wrong, or null
  static void write(RequestHandler handler, int status, String reason, @Nullable Throwable cause) {
    String title = StatusReason.of(status);
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", status);
    if (!reason.equals(title)) {
      problem.put("detail", reason);
    }
    if (cause instanceof HTTPError error) {
      problem.putAll(error.problem());
    }
    handler.setHeader("Content-Type", TYPE);
    handler.write(ByteString.encodeUtf8(Escape.jsonEncode(problem)));
  }
}
