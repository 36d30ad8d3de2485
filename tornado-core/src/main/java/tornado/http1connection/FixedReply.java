// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import okio.ByteString;
import tornado.httputil.HTTPInputError;

/// What a peer gets that broke the protocol: a status line and nothing that could be misread.
///
/// **Thread**: any.
final class FixedReply {
  private static final ByteString BAD_REQUEST =
      ByteString.encodeUtf8("HTTP/1.1 400 Bad Request\r\n\r\n");
  private static final ByteString HEADER_TOO_LARGE =
      ByteString.encodeUtf8("HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n");

  private FixedReply() {}

  static ByteString of(HTTPInputError error) {
    return error.status() == 431 ? HEADER_TOO_LARGE : BAD_REQUEST;
  }
}
