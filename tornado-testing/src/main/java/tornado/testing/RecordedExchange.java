// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.ResponseStartLine;

/// A request and the response to it, as a file of [RecordedExchanges] holds them.
///
/// @param request the request
/// @param startLine the status
/// @param headers the response's header fields
/// @param body the response's body
record RecordedExchange(
    RecordedRequest request, ResponseStartLine startLine, HTTPHeaders headers, ByteString body) {
  StubAnswer answer() {
    return StubAnswer.response(startLine.code(), startLine.reason(), headers, body);
  }
}
