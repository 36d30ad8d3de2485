// SPDX-License-Identifier: Apache-2.0
package tornado.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class GzipDecompressorTest {
  private static final ByteString PLAIN = ByteString.of(noise(100_000));

  @Test
  void decompressesWholeByteByByteAndCutAnywhere() throws IOException {
    ByteString gzip = gzip(PLAIN.substring(0, 300));

    for (int cut = 0; cut <= gzip.size(); cut++) {
      assertThat(decompress(gzip.substring(0, cut), gzip.substring(cut)))
          .isEqualTo(PLAIN.substring(0, 300));
    }
    ByteString[] bytes = new ByteString[gzip.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = gzip.substring(i, i + 1);
    }
    assertThat(decompress(bytes)).isEqualTo(PLAIN.substring(0, 300));
  }

  @Test
  void writesNoMoreThanTheLimitAtATime() throws IOException {
    var source = new Buffer().write(gzip(ByteString.of(new byte[1 << 20])));
    var sink = new Buffer();
    try (var gzip = new GzipDecompressor()) {
      long written = gzip.decompress(source, sink, 1000);

      assertThat(written).isEqualTo(1000);
      assertThat(sink.size()).isEqualTo(1000);
      assertThat(gzip.finished()).isFalse();
    }
  }

  @Test
  void leavesWhatFollowsTheMemberInTheSource() throws IOException {
    var source = new Buffer().write(gzip(PLAIN)).writeUtf8("more");
    var sink = new Buffer();
    try (var gzip = new GzipDecompressor()) {
      gzip.decompress(source, sink, Long.MAX_VALUE);

      assertThat(gzip.finished()).isTrue();
      assertThat(source.readUtf8()).isEqualTo("more");
      assertThat(sink.readByteString()).isEqualTo(PLAIN);
    }
  }

  @Test
  void isNotFinishedByTruncatedData() throws IOException {
    ByteString gzip = gzip(PLAIN);
    var source = new Buffer().write(gzip.substring(0, gzip.size() - 1));
    try (var decompressor = new GzipDecompressor()) {
      decompressor.decompress(source, new Buffer(), Long.MAX_VALUE);

      assertThat(decompressor.finished()).isFalse();
    }
  }

  @Test
  void refusesGarbageAndDamage() throws IOException {
    ByteString gzip = gzip(PLAIN);
    byte[] badChecksum = gzip.toByteArray();
    badChecksum[badChecksum.length - 8] ^= 1;
    byte[] badLength = gzip.toByteArray();
    badLength[badLength.length - 1] ^= 1;
    byte[] badFlags = gzip.toByteArray();
    badFlags[3] = (byte) 0xe0;

    assertThatThrownBy(() -> decompress(ByteString.encodeUtf8("not gzip at all")))
        .isInstanceOf(GzipException.class);
    assertThatThrownBy(() -> decompress(ByteString.of(badChecksum)))
        .hasMessageContaining("checksum");
    assertThatThrownBy(() -> decompress(ByteString.of(badLength))).hasMessageContaining("length");
    assertThatThrownBy(() -> decompress(ByteString.of(badFlags))).hasMessageContaining("flags");
  }

  @Test
  void readsHeadersWithEveryFieldHoweverTheyAreCut() throws IOException {
    ByteString gzip = withFields("name");

    for (int cut = 0; cut <= gzip.size(); cut++) {
      assertThat(decompress(gzip.substring(0, cut), gzip.substring(cut)).utf8()).isEqualTo("x");
    }
  }

  @Test
  void refusesHeadersWithoutEnd() throws IOException {
    assertThat(decompress(withFields("n".repeat(60_000))).utf8()).isEqualTo("x");
    assertThatThrownBy(() -> decompress(withFields("n".repeat(70_000))))
        .isInstanceOf(GzipException.class)
        .hasMessageContaining("header");
  }

  private static ByteString withFields(String name) throws IOException {
    byte[] plain = gzip(ByteString.encodeUtf8("x")).toByteArray();
    return new Buffer()
        .write(plain, 0, 3)
        .writeByte(4 | 8 | 16 | 2)
        .write(plain, 4, 6)
        .writeShortLe(3)
        .writeUtf8("abc")
        .writeUtf8(name + "\0comment\0")
        .writeShort(0)
        .write(plain, 10, plain.length - 10)
        .readByteString();
  }

  private static ByteString decompress(ByteString... portions) {
    var source = new Buffer();
    var sink = new Buffer();
    try (var gzip = new GzipDecompressor()) {
      for (ByteString portion : portions) {
        source.write(portion);
        gzip.decompress(source, sink, Long.MAX_VALUE);
      }
      assertThat(gzip.finished()).isTrue();
    }
    return sink.readByteString();
  }

  private static ByteString gzip(ByteString plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(plain.toByteArray());
    }
    return ByteString.of(bytes.toByteArray());
  }

  private static byte[] noise(int size) {
    var bytes = new byte[size];
    var random = new Random(7);
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (random.nextInt(16) + 'a');
    }
    return bytes;
  }
}
