// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPHeaders;
import tornado.netutil.DefaultResolver;
import tornado.netutil.OverrideResolver;

/// What is sent for a request, and what is refused before anything is.
final class RequestTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String URL = "http://127.0.0.1/";

  private String sent(ScriptedServer server, HTTPRequest request) {
    run(() -> await(AsyncHTTPClient.current().fetch(request)));
    return server.takeRequest();
  }

  private HTTPResponse fetch(String answer) {
    ScriptedServer server = serve(answer);
    return run(
        () -> await(AsyncHTTPClient.current().fetch(server.url("/"), FetchOption.RETURN_ERRORS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void bodyMustNotBeMissing(String method) {
    assertThatThrownBy(() -> HTTPRequest.builder(URL).method(method).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("body must not be null for method " + method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS"})
  void bodyMustNotBeThere(String method) {
    assertThatThrownBy(() -> HTTPRequest.builder(URL).method(method).body("x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "body must be null for method " + method + " (allowNonstandardMethods takes one)");
  }

  @ParameterizedTest
  @CsvSource({"BREW, x", "GET, x", "DELETE, x", "post, x"})
  void othersAreAllowedByRequest(String method, String body) {
    ScriptedServer server = serve(OK);
    var request = HTTPRequest.builder(server.url("/")).method(method).body(body);

    assertThatThrownBy(request::build).isInstanceOf(IllegalArgumentException.class);
    String sent = sent(server, request.allowNonstandardMethods(true).build());

    assertThat(sent).startsWith(method + " / HTTP/1.1\r\n").endsWith("\r\n\r\nx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A B", "A\r\nB", "A\u0000"})
  void methodThatIsNoTokenIsRefused(String method) {
    assertThatThrownBy(
            () -> HTTPRequest.builder(URL).method(method).allowNonstandardMethods(true).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("method is no token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A\nB", "A:B", "A B", "\u0394"})
  void nameThatIsNoTokenIsRefused(String name) {
    assertThatThrownBy(() -> HTTPRequest.builder(URL).header(name, "value"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header name is no token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c\r\nd: e", "c\n", "\u0000", "\u0394"})
  void valueThatCouldDoHarmIsRefused(String value) {
    assertThatThrownBy(() -> HTTPRequest.builder(URL).header("A", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Unsafe header value of A: ");
  }

  @Test
  void fieldsComeInThisOrder() {
    ScriptedServer server = serve(OK);

    String sent =
        sent(
            server,
            HTTPRequest.builder(server.url("/x?y#z"))
                .method("POST")
                .header("A", "b")
                .authUsername("me")
                .body("body")
                .build());

    assertThat(sent)
        .isEqualTo(
            """
            POST /x?y HTTP/1.1\r
            A: b\r
            Host: 127.0.0.1:%d\r
            Authorization: Basic bWU6\r
            User-Agent: Tornado/0.1\r
            Content-Length: 4\r
            Content-Type: application/x-www-form-urlencoded\r
            Accept-Encoding: %s\r
            \r
            body\
            """
                .formatted(server.port(), ContentCodings.accepted()));
  }

  @Test
  void fieldsOfTheCallerAreKept() {
    ScriptedServer server = serve(OK);

    String sent =
        sent(
            server,
            HTTPRequest.builder(server.url("/"))
                .header("host", "other")
                .header("user-agent", "mine")
                .header("Accept-Encoding", "identity")
                .header("X-Latin", "\u00e9")
                .build());

    assertThat(sent)
        .contains("Host: other\r\n", "User-Agent: mine\r\n", "X-Latin: \u00e9\r\n")
        .contains("Accept-Encoding: identity\r\n")
        .doesNotContain("127.0.0.1", "Tornado/");
  }

  @Test
  void fieldsOfTheCallerAreNotChanged() {
    ScriptedServer server = serve(OK);
    var fields = new HTTPHeaders();
    fields.set("A", "b");
    HTTPRequest request = HTTPRequest.builder(server.url("/")).headers(fields).build();

    sent(server, request);
    fields.set("C", "d");

    assertThat(fields.names()).containsExactly("A", "C");
    assertThat(request.headers().names()).containsExactly("A");
  }

  @Test
  void userAgentIsTheRequestsOrTheClients() {
    ScriptedServer server = serve(OK, OK);

    run(() -> {
      var client =
          new AsyncHTTPClient(AsyncHTTPClientOptions.builder().userAgent("client").build());
      await(client.fetch(server.url("/")));
      return await(client.fetch(HTTPRequest.builder(server.url("/")).userAgent("own").build()));
    });

    assertThat(server.takeRequest()).contains("User-Agent: client\r\n");
    assertThat(server.takeRequest()).contains("User-Agent: own\r\n");
  }

  @Test
  void clientsRequestsBeginWithItsDefaults() {
    ScriptedServer server = serve(OK, OK, OK);

    run(() -> {
      var options =
          AsyncHTTPClientOptions.builder()
              .requestDefaults(request -> request.header("A", "b").userAgent("default"))
              .build();
      var client = new AsyncHTTPClient(options);
      await(client.fetch(server.url("/")));
      await(client.fetch(client.request(server.url("/")).userAgent("own").build()));
      return await(client.fetch(HTTPRequest.of(server.url("/"))));
    });

    assertThat(server.takeRequest()).contains("A: b\r\n", "User-Agent: default\r\n");
    assertThat(server.takeRequest()).contains("A: b\r\n", "User-Agent: own\r\n");
    assertThat(server.takeRequest()).doesNotContain("A: b", "default");
  }

  @Test
  void ifModifiedSince() {
    ScriptedServer server = serve(OK);

    String sent =
        sent(
            server,
            HTTPRequest.builder(server.url("/"))
                .ifModifiedSince(Instant.ofEpochSecond(1_358_424_000))
                .build());

    assertThat(sent).contains("If-Modified-Since: Thu, 17 Jan 2013 12:00:00 GMT\r\n");
  }

  @Test
  void emptyBodyHasALength() {
    ScriptedServer server = serve(OK);

    String sent = sent(server, HTTPRequest.builder(server.url("/")).method("PUT").body("").build());

    assertThat(sent).contains("Content-Length: 0\r\n").doesNotContain("Content-Type");
  }

  @Test
  void hostsMayBeMapped() {
    ScriptedServer server = serve(OK);

    run(() -> {
      var resolver =
          new OverrideResolver(new DefaultResolver(loop), Map.of("www.example.com", "127.0.0.1"));
      var options = AsyncHTTPClientOptions.builder().resolver(resolver).build();
      return await(
          new AsyncHTTPClient(options).fetch("http://www.example.com:" + server.port() + "/"));
    });

    assertThat(server.takeRequest()).contains("Host: www.example.com:" + server.port() + "\r\n");
  }

  @Test
  void notModifiedIsAnError() {
    HTTPResponse response = fetch("HTTP/1.1 304 Not Modified\r\nEtag: \"x\"\r\n\r\n");

    assertThat(response.code()).isEqualTo(304);
    assertThat(response.error()).hasMessage("HTTP 304: Not Modified");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2,2", "2, 2,2", "02"})
  void lengthMayBeRepeated(String length) {
    HTTPResponse response = fetch("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nok");

    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void fieldsMayBeFolded() {
    assertThat(fetch(Answers.FOLDED.text()).headers().get("X")).isEqualTo("a b");
  }

  @Test
  void bodyWithoutALengthEndsWithTheConnection() {
    assertThat(fetch("HTTP/1.1 200 OK\r\n\r\nall of it").text()).isEqualTo("all of it");
  }

  @Test
  void withoutDecompressionTheBytesAreAsTheyCame() {
    ScriptedServer server = serve(Answers.GZIP.text());

    HTTPResponse response =
        run(() ->
            await(
                AsyncHTTPClient.current()
                    .fetch(
                        HTTPRequest.builder(server.url("/")).decompressResponse(false).build())));

    assertThat(server.takeRequest()).doesNotContain("Accept-Encoding");
    assertThat(response.headers().get("Content-Encoding")).isEqualTo("gzip");
    assertThat(response.body().getByte(0)).isEqualTo((byte) 0x1f);
  }

  @Test
  void limitsMustNotBeNegative() {
    var builder = HTTPRequest.builder(URL);

    assertThatThrownBy(() -> builder.connectTimeout(Duration.ofNanos(-1)))
        .hasMessage("connectTimeout < 0: PT-0.000000001S");
    assertThatThrownBy(() -> builder.requestTimeout(Duration.ofNanos(-1)))
        .hasMessage("requestTimeout < 0: PT-0.000000001S");
    assertThatThrownBy(() -> builder.maxRedirects(-1)).hasMessage("maxRedirects < 0: -1");
  }

  @Test
  void responseTellsAboutItself() {
    assertThat(fetch(OK).toString())
        .startsWith("HTTPResponse(code=200, reason='OK', effectiveUrl='http://127.0.0.1:")
        .contains("bodySize=2");
  }
}
