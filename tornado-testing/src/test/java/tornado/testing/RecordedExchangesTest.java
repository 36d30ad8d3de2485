// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.ResponseStartLine;

/// The text that exchanges are kept as.
final class RecordedExchangesTest {
  private static final String TWO =
      """
      >>> request
      GET /users/1?full HTTP/1.1
      Accept: application/json

      <<< response
      HTTP/1.1 200 OK
      Content-Type: application/json

      {"name": "Ann"}
      >>> request
      POST /users HTTP/1.1

      one line

      and another, and a line feed

      <<< response
      HTTP/1.1 204 No Content

      """;

  private static RecordedExchange exchange(HTTPHeaders fields, ByteString body) {
    return new RecordedExchange(
        new RecordedRequest("GET", "/", new HTTPHeaders(), ByteString.EMPTY),
        new ResponseStartLine("HTTP/1.1", 200, "OK"),
        fields,
        body);
  }

  private static ByteString roundTrip(ByteString body) {
    String text = RecordedExchanges.format(List.of(exchange(new HTTPHeaders(), body)));
    return RecordedExchanges.parse(text).getFirst().body();
  }

  @Test
  void readsMessagesInTurn() {
    List<RecordedExchange> exchanges = RecordedExchanges.parse(TWO);

    assertThat(exchanges)
        .extracting(each -> each.request().toString())
        .containsExactly("GET /users/1?full", "POST /users");
    assertThat(exchanges.getFirst().body().utf8()).isEqualTo("{\"name\": \"Ann\"}");
    assertThat(exchanges.getFirst().headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(exchanges.getLast().startLine().code()).isEqualTo(204);
    assertThat(exchanges.getLast().request().text())
        .isEqualTo("one line\n\nand another, and a line feed\n");
  }

  @Test
  void writesWhatItReads() {
    assertThat(RecordedExchanges.format(RecordedExchanges.parse(TWO))).isEqualTo(TWO);
  }

  @Test
  void passesOverWhatComesBefore() {
    assertThat(RecordedExchanges.parse("# made by hand\n\n" + TWO)).hasSize(2);
    assertThat(RecordedExchanges.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\n", "\n", "a\r\nb", "a\n>>> request\nb", "Ärger"})
  void textIsKeptAsItIs(String text) {
    ByteString body = ByteString.encodeUtf8(text);

    assertThat(roundTrip(body)).isEqualTo(body);
  }

  @Test
  void bytesAreKeptInBase64() {
    ByteString body = ByteString.of((byte) 0xff, (byte) 0, (byte) 10);

    String text = RecordedExchanges.format(List.of(exchange(new HTTPHeaders(), body)));

    assertThat(text).contains("<<< response base64\n").endsWith("\n/wAK\n");
    assertThat(roundTrip(body)).isEqualTo(body);
  }

  @Test
  void framingAndSecretsAreNotKept() {
    var fields = new HTTPHeaders();
    fields.add("Content-Length", "1");
    fields.add("Set-Cookie", "session=secret");
    fields.add("X-Kept", "yes");

    String text = RecordedExchanges.format(List.of(exchange(fields, ByteString.encodeUtf8("x"))));

    assertThat(text).endsWith("<<< response\nHTTP/1.1 200 OK\nX-Kept: yes\n\nx\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">>> request\nGET / HTTP/1.1\n\n",
        "<<< response\nHTTP/1.1 200 OK\n\n",
        ">>> request\n>>> request\n",
        ">>> request twice\nGET / HTTP/1.1\n\n",
        ">>> request\n\n"
      })
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> RecordedExchanges.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("expected '.*' and a head as message \\d but was '.*'");
  }

  @Test
  void whatIsNoBase64IsRefused() {
    assertThatThrownBy(() -> RecordedExchanges.parse(">>> request base64\nGET / HTTP/1.1\n\n!\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected Base64 but was '!'");
  }
}
