// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Codings of bodies, undone from any portions.
final class DecoderChainTest {
  private static final String TEXT = "It was a dark and stormy night. ".repeat(20) + "The end.";

  private static List<String> names(String coding) {
    return List.of(coding.replace("raw", "deflate").split(" ", -1));
  }

  /// Compresses by one coding after another.
  private static ByteString compressed(String codings, String text) {
    ByteString bytes = ByteString.encodeUtf8(text);
    for (String coding : codings.split(" ", -1)) {
      bytes = Compressed.of(coding, bytes);
    }
    return bytes;
  }

  private static String decode(String codings, ByteString... portions) {
    var decoded = new Buffer();
    try (var chain = new DecoderChain(names(codings), 1 << 20)) {
      for (ByteString portion : portions) {
        chain.feed(portion);
        for (ByteString piece = chain.next(); piece.size() > 0; piece = chain.next()) {
          decoded.write(piece);
        }
      }
      chain.end();
    }
    return decoded.readUtf8();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "deflate",
        "raw",
        "br",
        "zstd",
        "gzip br",
        "zstd deflate gzip",
        "br br br"
      })
  void anyCutGivesTheSame(String codings) {
    ByteString bytes = compressed(codings, TEXT);

    assertThat(decode(codings, bytes)).isEqualTo(TEXT);
    for (int i = 0; i <= bytes.size(); i++) {
      assertThat(decode(codings, bytes.substring(0, i), bytes.substring(i))).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd", "br gzip"})
  void byteByByteGivesTheSame(String codings) {
    ByteString bytes = compressed(codings, TEXT);
    var single = new ByteString[bytes.size()];
    for (int i = 0; i < single.length; i++) {
      single[i] = bytes.substring(i, i + 1);
    }

    assertThat(decode(codings, single)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd", "zstd gzip"})
  void everyBreakIsAnError(String codings) {
    ByteString bytes = compressed(codings, TEXT);

    for (int i = 1; i < bytes.size(); i++) {
      ByteString beginning = bytes.substring(0, i);
      assertThatThrownBy(() -> decode(codings, beginning))
          .as("first %d bytes", i)
          .isInstanceOf(DecodeException.class)
          .hasMessageEndingWith(": breaks off");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw", "br"})
  void dataAfterTheEndIsAnError(String coding) {
    ByteString bytes = compressed(coding, TEXT);

    assertThatThrownBy(() -> decode(coding, bytes, ByteString.encodeUtf8("x")))
        .isInstanceOf(DecodeException.class)
        .hasMessageEndingWith("data after its end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void otherDataIsAnError(String coding) {
    ByteString noise = ByteString.decodeHex("ffffffffffffffffffffffffffffffff");

    assertThatThrownBy(() -> decode(coding, noise))
        .isInstanceOf(DecodeException.class)
        .hasMessageStartingWith("no valid " + coding + ": ");
  }

  @ParameterizedTest
  @CsvSource({"gzip", "deflate", "raw", "br", "zstd", "gzip gzip", "zstd gzip", "br deflate"})
  void bombsEndAtTheLimit(String codings) {
    ByteString bomb = compressed(codings, "\0".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> decode(codings, bomb))
        .isInstanceOf(DecodeException.class)
        .hasMessage("more than 1048576 bytes when decompressed (maxBodySize)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw", "br", "zstd", "br gzip"})
  void exactlyTheLimitIsFine(String codings) {
    String large = "x".repeat(1 << 20);

    assertThat(decode(codings, compressed(codings, large))).isEqualTo(large);
  }

  @Test
  void bombsBetweenTwoCodingsEndAtTheLimit() throws IOException {
    // Blocks without content, over and over: the inner coding never gives anything.
    var empty = new Buffer();
    for (int i = 0; i < 300_000; i++) {
      empty.write(ByteString.decodeHex("000000ffff"));
    }
    ByteString bomb = Compressed.of("gzip", empty.readByteString());

    assertThatThrownBy(() -> decode("raw gzip", bomb)).hasMessageContaining("(maxBodySize)");
  }

  @Test
  void severalFramesOfZstdFollowEachOther() {
    var frames = new Buffer();
    frames.write(Compressed.of("zstd", "one ")).write(Compressed.of("zstd", "two"));

    assertThat(decode("zstd", frames.readByteString())).isEqualTo("one two");
  }

  @Test
  void windowsOfZstdAreLimited() throws IOException {
    var compressed = new Buffer();
    try (var out = new ZstdOutputStream(compressed.outputStream(), 3)) {
      out.setLong(24);
      out.write(1);
      out.flush();
    }

    assertThatThrownBy(() -> decode("zstd", compressed.readByteString()))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("memory");
  }

  @Test
  void dictionaryOfZlibIsAnError() throws IOException {
    var deflater = new Deflater();
    deflater.setDictionary(new byte[] {1, 2, 3});
    var compressed = new Buffer();
    try (var out = new DeflaterOutputStream(compressed.outputStream(), deflater)) {
      out.write(1);
    }

    assertThatThrownBy(() -> decode("deflate", compressed.readByteString()))
        .isInstanceOf(DecodeException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "gzip              | gzip",
        "x-gzip, GZIP      | gzip gzip",
        "identity          | ''",
        "''                | ''",
        ", deflate ,, br   | deflate br",
        "compress          | -",
        "gzip, unknown     | -"
      })
  void fieldNamesCodings(String field, String expected) {
    List<String> codings = ContentCodings.parse(field);

    assertThat(codings == null ? null : String.join(" ", codings)).isEqualTo(expected);
  }

  @Test
  void allAreAcceptedWhereTheLibrariesAre() {
    assertThat(ContentCodings.accepted()).isIn("gzip, deflate, br, zstd", "gzip, deflate, zstd");
  }
}
