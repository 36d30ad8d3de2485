// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import okio.ByteString;
import tornado.httputil.HTTPHeaders;

/// Changes an answer on its way out, such as by compressing it. One is made for each request; see [Application.Builder#transform].
///
/// Tornado: `web.OutputTransform`.
///
/// **Thread**: the handler's coroutine.
public interface OutputTransform {
  /// Changes the fields of an answer, and what is sent first. `Content-Length` is there only if this is all of the body; it is the
  /// transform's to keep true.
  ///
  /// @param status the status code
  /// @param headers may be changed
  /// @param chunk what is sent first, maybe nothing
  /// @param finishing whether nothing follows
  /// @return what is sent instead
  ByteString transformFirstChunk(
      int status, HTTPHeaders headers, ByteString chunk, boolean finishing);

  /// Changes what is sent later.
  ///
  /// @param chunk what is sent next, maybe nothing
  /// @param finishing whether nothing follows
  /// @return what is sent instead
  ByteString transformChunk(ByteString chunk, boolean finishing);
}
