// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Which method of a handler answers which method of HTTP. Python: web_test, UnimplementedHTTPMethodsTest, AllHTTPMethodsTest.
final class VerbsTest extends WebFixture {
  private static final class AllVerbs extends RequestHandler {
    private void answer(String verb) {
      setHeader("X-Verb", verb);
      write(verb);
    }

    @Override
    public void get() {
      answer("get");
    }

    @Override
    public void head() {
      answer("head");
    }

    @Override
    public void post() {
      answer("post");
    }

    @Override
    public void delete() {
      answer("delete");
    }

    @Override
    public void patch() {
      answer("patch");
    }

    @Override
    public void put() {
      answer("put");
    }

    @Override
    public void options() {
      answer("options");
    }
  }

  private static final class NoVerbs extends RequestHandler {}

  private static final class OnlyGet extends RequestHandler {
    @Override
    public void get() {
      write("got");
    }
  }

  static final class TypedGetAndPut extends RequestHandler {
    public void get(int number) {
      write("got " + number);
    }

    public void put(int number) {
      write("put " + number);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE", "PATCH", "PUT", "OPTIONS"})
  void standardMethods(String method) throws IOException {
    WireClient client = serve(AllVerbs::new);

    WireResponse response = client.exchange(WireClient.request(method, "/"));

    assertThat(response.body()).isEqualToIgnoringCase(method);
  }

  @Test
  void headIsAVerbOfItsOwn() throws IOException {
    WireClient client = serve(AllVerbs::new);

    assertThat(client.head("/").field("X-Verb")).isEqualTo("head");
    assertThat(client.head("/").field("Content-Length")).isEqualTo("4");
  }

  /// Unlike in Tornado, where it is a 405 (RFC 9110 §9.3.2).
  @Test
  void headIsAnsweredByGetWithoutTheBody() throws IOException {
    WireClient client = serve(OnlyGet::new);

    WireResponse head = client.head("/");

    assertThat(head.status()).isEqualTo("200 OK");
    assertThat(head.field("Content-Length")).isEqualTo("3");
    assertThat(head.field("Etag")).isEqualTo(client.get("/").field("Etag"));
  }

  @Test
  void headOfAHandlerWithoutGetIsRefused() throws IOException {
    WireClient client = serve(NoVerbs::new);

    assertThat(client.head("/").status()).isEqualTo("405 Method Not Allowed");
  }

  /// Unlike in Tornado, which leaves it out (RFC 9110 §15.5.6).
  @Test
  void refusalNamesTheMethodsThereAre() throws IOException {
    WireClient client = serve(Application.builder().route("/([0-9]+)", TypedGetAndPut::new));

    WireResponse refused = client.exchange(WireClient.request("POST", "/1"));
    WireResponse unknown = client.exchange(WireClient.request("FOO", "/1"));

    assertThat(refused.field("Allow")).isEqualTo("GET, HEAD, PUT");
    assertThat(unknown.field("Allow")).isEqualTo("GET, HEAD, PUT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE", "PATCH", "PUT", "OPTIONS"})
  void unimplementedStandardMethods(String method) throws IOException {
    WireClient client = serve(NoVerbs::new);

    WireResponse response = client.exchange(WireClient.request(method, "/"));

    assertThat(response.status()).isEqualTo("405 Method Not Allowed");
    assertThat(response.body())
        .isEqualTo(
            "<html><title>405: Method Not Allowed</title>"
                + "<body>405: Method Not Allowed</body></html>");
    assertThat(response.names()).contains("Allow");
    assertThat(response.field("Allow")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Get", "FOO", "TRACE", "CONNECT", "PREPARE", "M-SEARCH"})
  void unimplementedOther(String method) throws IOException {
    var prepared = new AtomicInteger();
    WireClient client =
        serve(() ->
            new RequestHandler() {
              @Override
              protected void prepare() {
                prepared.incrementAndGet();
              }
            });

    WireResponse response = client.exchange(WireClient.request(method, "/"));

    assertThat(response.status()).isEqualTo("405 Method Not Allowed");
    assertThat(prepared).hasValue(0);
  }

  /// Unlike for methods that are unknown, the body is read, and found wrong, first.
  @Test
  void unknownMethodCountsBeforeAMalformedBody() throws IOException {
    WireClient client = serve(AllVerbs::new);
    String fields = "Content-Type: multipart/form-data\r\nContent-Length: 1";

    WireResponse unknown = client.exchange(WireClient.request("FOO", "/", fields) + "x");

    assertThat(unknown.code()).isEqualTo(405);
  }
}
