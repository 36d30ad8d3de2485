// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that are answered. Python: httpclient_test, HTTPClientCommonTestCase.
final class FetchTest extends ClientFixture {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
    opened(server);
  }

  private String url(String path) {
    return server.url(path).toString();
  }

  private void enqueue(int code, String body, String... fields) {
    var response = new MockResponse.Builder().code(code).body(body);
    for (String field : fields) {
      response.addHeader(field);
    }
    server.enqueue(response.build());
  }

  private HTTPResponse fetch(HTTPRequest request, FetchOption... how) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request, how)));
  }

  private RecordedRequest recorded() throws InterruptedException {
    return server.takeRequest();
  }

  private static String body(RecordedRequest request) {
    return Objects.requireNonNull(request.getBody()).utf8();
  }

  record Story(String title, int votes) {}

  @Test
  void helloWorld() throws InterruptedException {
    enqueue(200, "Hello world!", "Content-Type: text/plain");

    HTTPResponse response = fetch(HTTPRequest.of(url("/hello?name=x")));

    assertThat(response.code()).isEqualTo(200);
    assertThat(response.reason()).isEqualTo("OK");
    assertThat(response.text()).isEqualTo("Hello world!");
    assertThat(response.headers().get("Content-Type")).isEqualTo("text/plain");
    assertThat(response.effectiveUrl()).isEqualTo(url("/hello?name=x"));
    assertThat(response.error()).isNull();
    RecordedRequest request = recorded();
    assertThat(request.getRequestLine()).isEqualTo("GET /hello?name=x HTTP/1.1");
    assertThat(request.getHeaders().get("User-Agent")).isEqualTo("Tornado/0.1");
    assertThat(request.getHeaders().get("Accept-Encoding")).startsWith("gzip, deflate");
    assertThat(request.getHeaders().get("Host")).isEqualTo("localhost:" + server.getPort());
  }

  @Test
  void connectionIsUsedAgain() throws InterruptedException {
    enqueue(200, "one");
    enqueue(200, "two");

    String text =
        run(() -> {
          AsyncHTTPClient client = AsyncHTTPClient.current();
          return await(client.fetch(url("/"))).text() + await(client.fetch(url("/"))).text();
        });

    assertThat(text).isEqualTo("onetwo");
    assertThat(recorded().getExchangeIndex()).isEqualTo(0);
    assertThat(recorded().getExchangeIndex()).isEqualTo(1);
  }

  @Test
  void errorsHaveTheirResponse() {
    enqueue(404, "nothing here");

    assertThatThrownBy(() -> fetch(HTTPRequest.of(url("/"))))
        .isInstanceOfSatisfying(
            HTTPClientError.class,
            e -> {
              assertThat(e).hasMessage("HTTP 404: Client Error");
              assertThat(e.code()).isEqualTo(404);
              assertThat(Objects.requireNonNull(e.response()).text()).isEqualTo("nothing here");
            });
  }

  @Test
  void raiseErrorFalse() {
    enqueue(500, "broken");

    HTTPResponse response = fetch(HTTPRequest.of(url("/")), FetchOption.RETURN_ERRORS);

    assertThat(response.code()).isEqualTo(500);
    assertThat(response.error()).isNotNull();
    assertThatThrownBy(response::rethrow).isInstanceOf(HTTPClientError.class);
  }

  @Test
  void post() throws InterruptedException {
    enqueue(200, "");

    fetch(
        HTTPRequest.builder(url("/post"))
            .method("POST")
            .formBody(Map.of("arg1", "foo bar"))
            .build());

    RecordedRequest request = recorded();
    assertThat(body(request)).isEqualTo("arg1=foo+bar");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(request.getHeaders().get("Content-Length")).isEqualTo("12");
  }

  @Test
  void jsonBothWays() throws InterruptedException {
    enqueue(200, "{\"title\": \"Wind\", \"votes\": 3}");

    Story story =
        fetch(HTTPRequest.builder(url("/")).method("PUT").jsonBody(new Story("Sun", 1)).build())
            .json(Story.class);

    assertThat(story).isEqualTo(new Story("Wind", 3));
    assertThat(body(recorded())).contains("\"Sun\"");
  }

  @Test
  void head() {
    server.enqueue(new MockResponse.Builder().code(200).setHeader("Content-Length", 7).build());

    HTTPResponse response = fetch(HTTPRequest.builder(url("/")).method("HEAD").build());

    assertThat(response.headers().get("Content-Length")).isEqualTo("7");
    assertThat(response.body().size()).isZero();
  }

  @Test
  void chunked() {
    server.enqueue(new MockResponse.Builder().chunkedBody("asdfqwer", 4).build());

    assertThat(fetch(HTTPRequest.of(url("/"))).text()).isEqualTo("asdfqwer");
  }

  @Test
  void streamingCallback() {
    server.enqueue(new MockResponse.Builder().chunkedBody("asdfqwer", 4).build());
    List<String> chunks = new ArrayList<>();

    HTTPResponse response =
        fetch(
            HTTPRequest.builder(url("/"))
                .streamingCallback(chunk -> chunks.add(chunk.utf8()))
                .build());

    assertThat(String.join("", chunks)).isEqualTo("asdfqwer");
    assertThat(response.body().size()).isZero();
  }

  @Test
  void headerCallback() {
    enqueue(200, "x", "A: b");
    List<String> lines = new ArrayList<>();

    fetch(HTTPRequest.builder(url("/")).headerCallback(lines::add).build());

    assertThat(lines).startsWith("HTTP/1.1 200 OK\r\n").contains("A: b\r\n").endsWith("\r\n");
  }

  @Test
  void gzip() throws Exception {
    var compressed = new Buffer();
    try (var sink = Okio.buffer(new GzipSink(compressed))) {
      sink.writeUtf8("Hello world!");
    }
    server.enqueue(
        new MockResponse.Builder().addHeader("Content-Encoding", "gzip").body(compressed).build());

    HTTPResponse response = fetch(HTTPRequest.of(url("/")));

    assertThat(response.text()).isEqualTo("Hello world!");
    assertThat(response.headers().get("X-Consumed-Content-Encoding")).isEqualTo("gzip");
  }

  @Test
  void charsetOfTheResponse() {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/plain; charset=ISO-8859-1")
            .body(new Buffer().writeByte(0xe9))
            .build());

    assertThat(fetch(HTTPRequest.of(url("/"))).text()).isEqualTo("é");
  }

  @Test
  void basicAuth() throws InterruptedException {
    enqueue(200, "");
    enqueue(200, "");
    String inUrl = url("/").replace("http://", "http://Aladdin:open%20sesame@");

    fetch(HTTPRequest.builder(url("/")).authUsername("test").authPassword("123\u00a3").build());
    fetch(HTTPRequest.of(inUrl));

    assertThat(recorded().getHeaders().get("Authorization")).isEqualTo("Basic dGVzdDoxMjPCow==");
    RecordedRequest second = recorded();
    assertThat(second.getHeaders().get("Authorization"))
        .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assertThat(second.getHeaders().get("Host")).isEqualTo("localhost:" + server.getPort());
  }
}
