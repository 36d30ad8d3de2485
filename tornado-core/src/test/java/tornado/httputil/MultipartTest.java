// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms with files. Python: httputil_test, MultipartFormDataTest.
final class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=1234";

  private static String part(String disposition) {
    return "--1234\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\nFoo\r\n";
  }

  private static FormBody parse(String body, ParseMultipartConfig config) {
    return HTTPUtil.parseMultipartFormData("1234", ByteString.encodeUtf8(body), config);
  }

  private static FormBody parse(String body) {
    return parse(body, ParseMultipartConfig.DEFAULT);
  }

  private static HTTPFile file(FormBody form) {
    return form.files().getOrDefault("files", List.of()).getFirst();
  }

  private static void assertViolation(HTTPViolation violation, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            HTTPInputError.class, e -> assertThat(e.violation()).isEqualTo(violation));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=\"files\"; filename=\"ab.txt\"",
        "name=files; filename=ab.txt",
        "NAME=files;FileName=\"ab.txt\"",
        "name=\"files\"; filename=\"x\"; filename*=utf-8''ab.txt"
      })
  void fileUpload(String disposition) {
    FormBody form = parse(part(disposition) + "--1234--\r\n");

    assertThat(file(form))
        .isEqualTo(new HTTPFile("ab.txt", ByteString.encodeUtf8("Foo"), "application/unknown"));
    assertThat(form.arguments()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a;b.txt",
        "a\"b.txt",
        "a\";b.txt",
        "a;\"b.txt",
        "a\";\";.txt",
        "a\\\"b.txt",
        "a\\b.txt",
        "a b.txt",
        "a\tb.txt",
        "\u00e1b.txt",
        "\u6f22\u5b57.txt",
        "\ud83d\ude00.txt"
      })
  void specialFilenames(String filename) {
    String quoted = filename.replace("\\", "\\\\").replace("\"", "\\\"");

    FormBody form = parse(part("name=\"files\"; filename=\"" + quoted + "\"") + "--1234--");

    assertThat(file(form).filename()).isEqualTo(filename);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb.txt", "a\u0000b.txt", "a\bb.txt", "a\u007fb.txt"})
  void invalidCharsInFilename(String filename) {
    assertViolation(
        HTTPViolation.HEADER_VALUE_INVALID,
        () -> parse(part("name=\"files\"; filename=\"" + filename + "\"") + "--1234--"));
  }

  @Test
  void foldedFieldMayHaveAnyText() {
    FormBody form = parse(part("name=\"files\";\r\n filename=\"\u6f22.txt\"") + "--1234--");

    assertThat(file(form).filename()).isEqualTo("\u6f22.txt");
  }

  @Test
  void fieldsThatAreNoUTF8AreRefused() {
    ByteString body =
        ByteString.encodeString(
            part("name=\"files\"; filename=\"\u00e9\"") + "--1234--", StandardCharsets.ISO_8859_1);

    assertViolation(
        HTTPViolation.HEADER_VALUE_INVALID,
        () -> HTTPUtil.parseMultipartFormData("1234", body, ParseMultipartConfig.DEFAULT));
  }

  @Test
  void contentTypeOfAFile() {
    String body =
        "--1234\r\nContent-Disposition: form-data; name=files; filename=a\r\nContent-Type: text/plain\r\n\r\n\r\n--1234--";

    assertThat(file(parse(body))).isEqualTo(new HTTPFile("a", ByteString.EMPTY, "text/plain"));
  }

  @Test
  void bytesOfAFileStayAsTheyAre() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    ByteString data = ByteString.of(bytes);
    String head = "--1234\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\n";
    var body = new okio.Buffer().writeUtf8(head).write(data).writeUtf8("\r\n--1234--");

    FormBody form =
        HTTPUtil.parseMultipartFormData(
            "1234", body.readByteString(), ParseMultipartConfig.DEFAULT);

    assertThat(file(form).body()).isEqualTo(data);
  }

  @Test
  void extendedNameOfUnknownCharsetIsTakenForLatin1() {
    FormBody form = parse(part("name=\"files\"; filename*=nothing''caf%E9.txt") + "--1234--");

    assertThat(file(form).filename()).isEqualTo("caf\u00e9.txt");
  }

  @Test
  void dataAfterFinalBoundary() {
    FormBody form = parse(part("name=\"a\"") + "--1234--\r\nignored");

    assertThat(form.arguments()).containsKey("a");
  }

  @Test
  void boundaryStartsAndEndsWithQuotes() {
    FormBody form =
        HTTPUtil.parseBodyArguments(
            "multipart/form-data; charset=x; boundary=\"1234\" ; y=z",
            ByteString.encodeUtf8(part("name=a") + "--1234--"),
            null,
            ParseBodyConfig.DEFAULT);

    assertThat(form.arguments()).containsEntry("a", List.of(ByteString.encodeUtf8("Foo")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-dataxyz; boundary=1234",
        "multipart/form-data; xboundary=1234"
      })
  void boundaryHasToBeGiven(String type) {
    ByteString body = ByteString.encodeUtf8(part("name=a") + "--1234--");

    assertViolation(
        HTTPViolation.MULTIPART_BOUNDARY_MISSING,
        () -> HTTPUtil.parseBodyArguments(type, body, null, ParseBodyConfig.DEFAULT));
  }

  /// RFC 2046 §5.1.1: searching for a longer one takes time that grows with both lengths.
  @Test
  void boundaryOfOver70CharactersIsRefused() {
    String longest = "-".repeat(70);
    ByteString body = ByteString.encodeUtf8("--" + longest + "--");

    assertThat(parseWith(longest, body).arguments()).isEmpty();
    assertViolation(HTTPViolation.MULTIPART_BOUNDARY_MISSING, () -> parseWith(longest + "-", body));
  }

  private static FormBody parseWith(String boundary, ByteString body) {
    return HTTPUtil.parseMultipartFormData(boundary, body, ParseMultipartConfig.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"gzip", "identity", "br"})
  void contentEncodingIsRefused(String coding) {
    var headers = new HTTPHeaders();
    headers.add("Content-Encoding", coding);

    for (String type : List.of(TYPE, "application/x-www-form-urlencoded")) {
      assertViolation(
          HTTPViolation.FORM_CONTENT_ENCODING,
          () ->
              HTTPUtil.parseBodyArguments(
                  type, ByteString.EMPTY, headers, ParseBodyConfig.DEFAULT));
    }
    assertThat(
            HTTPUtil.parseBodyArguments(
                    "text/plain", ByteString.EMPTY, headers, ParseBodyConfig.DEFAULT)
                .arguments())
        .isEmpty();
  }

  @Test
  void tooManyParts() {
    String ninetyNine = part("name=a").repeat(99) + "--1234--";
    String hundred = part("name=a").repeat(100) + "--1234--";

    assertThat(parse(ninetyNine).arguments().get("a")).hasSize(99);
    assertViolation(HTTPViolation.MULTIPART_TOO_MANY_PARTS, () -> parse(hundred));
    assertViolation(
        HTTPViolation.MULTIPART_TOO_MANY_PARTS,
        () -> parse(part("name=a") + "--1234--", new ParseMultipartConfig(true, 0, 1000)));
  }

  @Test
  void partHeaderTooLarge() {
    var config = new ParseMultipartConfig(true, 100, 50);
    String fits = "Content-Disposition: form-data; name=a";

    assertThat(
            parse(part("name=" + "a".repeat(50 - fits.length() + 1)) + "--1234--", config)
                .arguments())
        .hasSize(1);
    assertViolation(
        HTTPViolation.MULTIPART_HEADER_TOO_LARGE,
        () -> parse(part("name=" + "a".repeat(50 - fits.length() + 2)) + "--1234--", config));
  }

  @Test
  void parsingDisabled() {
    var config = new ParseMultipartConfig(false, 100, 1000);

    assertViolation(
        HTTPViolation.MULTIPART_DISABLED, () -> parse(part("name=a") + "--1234--", config));
  }

  @Test
  void limitsAreChecked() {
    assertThatThrownBy(() -> new ParseMultipartConfig(true, -1, 0)).hasMessage("maxParts < 0: -1");
    assertThatThrownBy(() -> new ParseMultipartConfig(true, 0, -1))
        .hasMessage("maxPartHeaderSize < 0: -1");
  }

  @ParameterizedTest
  @CsvSource({
    "'--1234\r\n\r\n--1234--', MULTIPART_HEADERS_MISSING",
    "'--1234\r\nContent-Disposition: form-data; name=a\r\nFoo\r\n--1234--', MULTIPART_HEADERS_MISSING",
    "'--1234\r\nContent-Disposition: form-data; name=a\r\n\r\nFoo--1234--', MULTIPART_PART_INVALID",
    "'--1234\r\nContent-Disposition: invalid; name=a\r\n\r\nFoo\r\n--1234--', MULTIPART_PART_INVALID",
    "'--1234\r\nX: y\r\n\r\nFoo\r\n--1234--', MULTIPART_PART_INVALID",
    "'--1234\r\nContent-Disposition: form-data\r\n\r\nFoo\r\n--1234--', MULTIPART_NAME_MISSING",
    "'--1234\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nFoo\r\n--1234--', MULTIPART_NAME_MISSING",
    "'--1234\r\nno colon\r\n\r\nFoo\r\n--1234--', HEADER_NO_COLON",
    "'--1234\r\n fold: first\r\n\r\nFoo\r\n--1234--', FOLD_BEFORE_FIRST_HEADER",
    "'--1234\r\nX y: z\r\n\r\nFoo\r\n--1234--', HEADER_NAME_INVALID",
    "'--1234\r\nX: y\rz\r\n\r\nFoo\r\n--1234--', HEADER_VALUE_INVALID",
    "'--1234\r\nContent-Disposition: form-data; name=a\r\n\r\nFoo\r\n--1234', MULTIPART_NO_FINAL_BOUNDARY",
    "'', MULTIPART_NO_FINAL_BOUNDARY"
  })
  void malformedBody(String body, HTTPViolation violation) {
    assertViolation(violation, () -> parse(body));
  }
}
