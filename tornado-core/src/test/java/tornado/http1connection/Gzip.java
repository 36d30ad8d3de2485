// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;

/// Compressed bodies for tests.
final class Gzip {
  private Gzip() {}

  static ByteString of(String text) {
    var compressed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(compressed))) {
      sink.writeUtf8(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.readByteString();
  }
}
