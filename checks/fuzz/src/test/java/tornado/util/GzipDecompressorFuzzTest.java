// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import okio.Buffer;

/// Any bytes as compressed data: they give output or a GzipException, the same whole and byte by byte.
final class GzipDecompressorFuzzTest {
  private static final int LIMIT = 100;

  @FuzzTest
  void decompress(byte[] input) {
    assertThat(outcome(input, 1)).isEqualTo(outcome(input, Math.max(1, input.length)));
  }

  private static String outcome(byte[] input, int portion) {
    var source = new Buffer();
    var sink = new Buffer();
    try (var gzip = new GzipDecompressor()) {
      for (int start = 0; start < input.length; start += portion) {
        source.write(input, start, Math.min(portion, input.length - start));
        drain(gzip, source, sink);
      }
      String rest = gzip.finished() ? source.readByteString().hex() : "";
      return gzip.finished() + " " + sink.size() + " " + sink.sha256().hex() + " " + rest;
    } catch (GzipException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static void drain(GzipDecompressor gzip, Buffer source, Buffer sink) {
    long count = LIMIT;
    while (count > 0) {
      count = gzip.decompress(source, sink, LIMIT);
      assertThat(count).isBetween(0L, (long) LIMIT);
    }
  }
}
