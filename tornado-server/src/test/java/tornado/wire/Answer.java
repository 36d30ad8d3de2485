// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ResponseStartLine;

/// Answers requests below the framework, straight through their connection.
public final class Answer {
  private Answer() {}

  /// Answers with 200 and a text.
  public static void with(HTTPServerRequest request, String text) {
    ByteString body = ByteString.encodeUtf8(text);
    var headers = new HTTPHeaders();
    headers.set("Content-Length", Integer.toString(body.size()));
    request.connection().writeHeaders(new ResponseStartLine("HTTP/1.1", 200, "OK"), headers, body);
    request.connection().finish();
  }
}
