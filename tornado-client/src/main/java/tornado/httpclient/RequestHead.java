// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.List;
import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPUtil;

/// The header fields of a request as they are sent: the request's own, and what every server wants to know.
///
/// **Thread**: any.
final class RequestHead {
  private static final List<String> BODY_FIELDS =
      List.of("Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding");

  private RequestHead() {}

  /// Makes the fields of one request.
  ///
  /// @param trusted whether the server may have what the request has for the first one only: credentials, cookies
  static HTTPHeaders of(
      HTTPRequest request, ClientURL url, String method, boolean trusted, String userAgent) {
    HTTPHeaders headers = request.ownHeaders().copy();
    headers.setIfAbsent("Host", url.authority());
    if (trusted) {
      authorize(headers, request, url);
    } else {
      headers.remove("Authorization");
      headers.remove("Cookie");
      headers.remove("Proxy-Authorization");
    }
    headers.setIfAbsent("User-Agent", userAgent);
    if (method.equals(request.method())) {
      addBodyFields(headers, request, method);
    } else {
      // A redirect has made it a GET, which has no body.
      BODY_FIELDS.forEach(headers::remove);
    }
    if (request.decompressResponse()) {
      headers.setIfAbsent("Accept-Encoding", ContentCodings.accepted());
    }
    return headers;
  }

  private static void authorize(HTTPHeaders headers, HTTPRequest request, ClientURL url) {
    Credentials who = request.digestAuth() ? null : Credentials.of(request, url);
    if (who != null) {
      ByteString pair = HTTPUtil.encodeUsernamePassword(who.username(), who.password());
      headers.set("Authorization", "Basic " + pair.base64());
    }
  }

  private static void addBodyFields(HTTPHeaders headers, HTTPRequest request, String method) {
    ByteString body = request.body();
    RequestBody made = request.madeBody();
    if (made != null) {
      made.addLength(headers);
    } else if (body != null) {
      headers.set("Content-Length", Integer.toString(body.size()));
    } else {
      return;
    }
    if (method.equals("POST")) {
      headers.setIfAbsent("Content-Type", "application/x-www-form-urlencoded");
    }
    if (request.expect100Continue()) {
      headers.set("Expect", "100-continue");
    }
  }
}
