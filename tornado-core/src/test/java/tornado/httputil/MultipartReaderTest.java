// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.MultipartReader.Content;
import tornado.httputil.MultipartReader.Event;
import tornado.httputil.MultipartReader.Part;
import tornado.httputil.MultipartReader.PartEnd;

/// Forms that are read as they arrive, cut anywhere.
final class MultipartReaderTest {
  private static final String FORM =
      """
      --1234
      Content-Disposition: form-data; name="a"

      one
      --12345
      -- 1234
      --1234
      Content-Disposition: form-data; name="empty"

      --1234
      --1234
      Content-Disposition: form-data; name="f"; filename="x.txt"
      Content-Type: text/plain

      --123

      --1234--
      the rest --1234 of it
      """
          .replace("\n", "\r\n");

  private static MultipartReader reader() {
    return MultipartReader.of("multipart/form-data; boundary=1234", ParseMultipartConfig.DEFAULT);
  }

  /// Reads a form fed in pieces of a size; what it holds as lines of text.
  private static List<String> read(ByteString form, int pieceSize) {
    MultipartReader reader = reader();
    var lines = new ArrayList<String>();
    var content = new Buffer();
    for (int at = 0; at < form.size(); at += pieceSize) {
      reader.feed(form.substring(at, Math.min(form.size(), at + pieceSize)));
      take(reader, lines, content);
    }
    reader.end();
    take(reader, lines, content);
    return lines;
  }

  private static void take(MultipartReader reader, List<String> lines, Buffer content) {
    for (@Nullable Event event = reader.next(); event != null; event = reader.next()) {
      switch (event) {
        case Part part ->
            lines.add("%s %s %s".formatted(part.name(), part.filename(), part.contentType()));
        case Content(ByteString bytes) -> {
          assertThat(bytes.size()).isPositive();
          content.write(bytes);
        }
        case PartEnd() -> lines.add(content.readUtf8());
      }
    }
  }

  @Test
  void partsComeInOrderHoweverTheFormIsCut() {
    ByteString form = ByteString.encodeUtf8(FORM);

    List<List<String>> all = new ArrayList<>();
    for (int size = 1; size <= form.size(); size++) {
      all.add(read(form, size));
    }

    assertThat(all)
        .hasSize(form.size())
        .allMatch(
            List.of(
                    "a null application/unknown",
                    "one\r\n--12345\r\n-- 1234",
                    "empty null application/unknown",
                    "",
                    "f x.txt text/plain",
                    "--123\r\n")
                ::equals);
  }

  @Test
  void formCutAtAnyPointIsRefused() {
    String whole = FORM.substring(0, FORM.indexOf("--1234--") + 8);

    for (int length = 0; length < whole.length(); length++) {
      ByteString cut = ByteString.encodeUtf8(whole.substring(0, length));

      assertThatThrownBy(() -> read(cut, 7))
          .isInstanceOfSatisfying(
              HTTPInputError.class,
              e -> assertThat(e.violation()).isEqualTo(HTTPViolation.MULTIPART_NO_FINAL_BOUNDARY));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi\r\n--1234\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--1234--",
        "\r\n--1234\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--1234--",
        "--1234x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--1234--",
        "--1234\r\nContent-Disposition: form-data; name=a\r\n\r\n1--1234\r\n\r\n--1234--",
        "--1234\r\nContent-Disposition: form-data; name=a\r\n\r\n\n--1234--",
        "--1234\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--1234--\r\n--1234--",
        "--1234--\r\n--1234\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--1234--"
      })
  void malformedFormIsRefusedHoweverItIsCut(String form) {
    ByteString bytes = ByteString.encodeUtf8(form);

    for (int size = 1; size <= bytes.size(); size++) {
      int pieceSize = size;

      assertThatThrownBy(() -> read(bytes, pieceSize)).isInstanceOf(HTTPInputError.class);
    }
  }

  @Test
  void contentIsPassedOnBeforeThePartIsOver() {
    MultipartReader reader = reader();
    reader.feed(
        ByteString.encodeUtf8(
            "--1234\r\nContent-Disposition: form-data; name=a\r\n\r\n0123456789"));

    Event part = reader.next();
    Event content = reader.next();
    Event more = reader.next();

    assertThat(part).isInstanceOf(Part.class);
    assertThat(content).isEqualTo(new Content(ByteString.encodeUtf8("012")));
    assertThat(more).isNull();
  }

  @Test
  void headersOfAPartAreLimitedBeforeTheyEnd() {
    MultipartReader reader = reader();
    reader.feed(ByteString.encodeUtf8("--1234\r\nX: " + "x".repeat(11_000)));

    assertThatThrownBy(reader::next)
        .isInstanceOfSatisfying(
            HTTPInputError.class,
            e -> assertThat(e.violation()).isEqualTo(HTTPViolation.MULTIPART_HEADER_TOO_LARGE));
  }

  @Test
  void emptyFormHasNoParts() {
    assertThat(read(ByteString.encodeUtf8("--1234--"), 1)).isEmpty();
  }
}
