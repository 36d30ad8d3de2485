// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import okio.ByteString;
import tornado.web.RequestHandler;
import tornado.web.StreamRequestBody;

/// Counts the bytes of a body of up to 10 GiB, in constant memory.
///
/// **Thread**: the handler's coroutine.
@StreamRequestBody
final class UploadHandler extends RequestHandler {
  private static final long LIMIT = 10L << 30;

  private long received;

  @Override
  protected void prepare() {
    request().connection().setMaxBodySize(LIMIT);
  }

  @Override
  protected void dataReceived(ByteString chunk) {
    received += chunk.size();
  }

  /// Answers with the count.
  public void put(String name) {
    setHeader("Content-Type", "text/plain; charset=UTF-8");
    write(name + ": " + received + " bytes\n");
  }
}
