// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.Once;

/// Inputs that a parser of quadratic time does not finish within the limit of a test: each has been an attack on some parser.
@Once
final class LinearTimeTest {
  private static final int MANY = 2_000_000;

  @Test
  void manyAddsOfOneName() {
    var headers = new HTTPHeaders();

    for (int i = 0; i < 100_000; i++) {
      headers.add("Cookie", "a=b");
    }

    assertThat(headers.get("cookie")).hasSize(100_000 * 4 - 1);
    assertThat(headers.getList("cookie")).hasSize(100_000);
  }

  @Test
  void manyNames() {
    var headers = new HTTPHeaders();

    for (int i = 0; i < 100_000; i++) {
      headers.add("X-" + i, "y");
      assertThat(headers.contains("X-" + i)).isTrue();
    }

    assertThat(headers.size()).isEqualTo(100_000);
  }

  @Test
  void manyFieldLines() {
    String text = "X: y\r\n".repeat(MANY);

    HTTPHeaders headers = HTTPHeaders.parse(new Buffer().writeUtf8(text), text.length());

    assertThat(headers.getAll()).hasSize(MANY);
  }

  @Test
  void manyContinuationLines() {
    String text = "X: y\r\n" + " z\r\n".repeat(MANY);

    HTTPHeaders fromBytes = HTTPHeaders.parse(new Buffer().writeUtf8(text), text.length());
    HTTPHeaders fromText = HTTPHeaders.parse(text);

    assertThat(fromBytes.get("X")).hasSize(1 + 2 * MANY);
    assertThat(fromText).isEqualTo(fromBytes);
  }

  @Test
  void manyCookieEscapes() {
    Map<String, String> cookies = HTTPUtil.parseCookie("a=\"" + "\\042".repeat(MANY) + "\"");

    assertThat(cookies.get("a")).hasSize(MANY);
  }

  @Test
  void manyCookies() {
    assertThat(HTTPUtil.parseCookie("a=b;".repeat(MANY))).isEqualTo(Map.of("a", "b"));
    assertThat(HTTPUtil.parseCookie(";".repeat(MANY))).isEmpty();
  }

  @Test
  void manySemicolonsInAQuotedParameter() {
    HeaderValue value = HTTPUtil.parseHeader("form-data; name=\"" + ";".repeat(MANY) + "\"");

    assertThat(value.params().get("name")).hasSize(MANY);
  }

  @Test
  void manyQuotesThatNothingCloses() {
    assertThat(HTTPUtil.parseHeader("a; b=" + "\\\"".repeat(MANY)).value()).isEqualTo("a");
    assertThat(HTTPUtil.parseHeader("a; b=\"" + "\\".repeat(MANY)).value()).isEqualTo("a");
    assertThat(HTTPUtil.parseHeader("a; b=\"" + ";\"".repeat(MANY + 1)).value()).isEqualTo("a");
  }

  @Test
  void manyArgumentsWithoutAValue() {
    assertThat(HTTPUtil.parseQueryArguments("a&".repeat(MANY)).get("a")).hasSize(MANY);
  }

  @Test
  void boundaryThatNearlyComesAgainAndAgain() {
    String boundary = "-".repeat(69) + "x";
    ByteString body = ByteString.encodeUtf8("-".repeat(MANY) + "--" + boundary + "--");

    assertThat(violation(boundary, body)).isEqualTo(HTTPViolation.MULTIPART_HEADERS_MISSING);
  }

  private static HTTPViolation violation(String boundary, ByteString body) {
    try {
      HTTPUtil.parseMultipartFormData(boundary, body, ParseMultipartConfig.DEFAULT);
      throw new AssertionError("accepted");
    } catch (HTTPInputError e) {
      return e.violation();
    }
  }
}
