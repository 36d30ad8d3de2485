// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import okio.Buffer;
import okio.ByteString;

/// Bodies as servers compress them.
final class Compressed {
  private Compressed() {}

  @FunctionalInterface
  private interface Opener {
    OutputStream open(OutputStream to) throws IOException;
  }

  /// Compresses text.
  ///
  /// @param coding as in Content-Encoding, and `raw` for deflate without a header
  static ByteString of(String coding, String text) {
    return of(coding, ByteString.encodeUtf8(text));
  }

  static ByteString of(String coding, ByteString plain) {
    return write(
        plain,
        switch (coding) {
          case "gzip" -> GZIPOutputStream::new;
          case "deflate" -> DeflaterOutputStream::new;
          case "raw" -> to -> new DeflaterOutputStream(to, new Deflater(9, true));
          case "zstd" -> ZstdOutputStream::new;
          case "br" -> {
            assumeThat(ContentCodings.accepted())
                .as("brotli4j has a library for this machine")
                .contains("br");
            Brotli4jLoader.ensureAvailability();
            yield BrotliOutputStream::new;
          }
          default -> throw new IllegalArgumentException("coding is unknown: " + coding);
        });
  }

  private static ByteString write(ByteString plain, Opener opener) {
    var compressed = new Buffer();
    try (OutputStream out = opener.open(compressed.outputStream())) {
      plain.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.readByteString();
  }
}
