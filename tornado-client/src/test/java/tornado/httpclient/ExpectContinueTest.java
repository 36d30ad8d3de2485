// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Bodies that wait until the server asks for them (RFC 9110 §10.1.1). Python: simple_httpclient_test.
final class ExpectContinueTest extends ClientFixture {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static HTTPRequest.Builder post(String url) {
    return HTTPRequest.builder(url).method("POST").expect100Continue(true);
  }

  private HTTPResponse fetch(HTTPRequest request) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request, FetchOption.RETURN_ERRORS)));
  }

  @Test
  void expect100Continue() {
    var head = new CompletableFuture<String>();
    var body = new CompletableFuture<String>();
    RawServer server =
        opened(
            new RawServer(client -> {
              head.complete(client.readHead());
              client.send(CONTINUE);
              body.complete(client.read(4));
              client.send(OK);
              client.drain();
            }));

    HTTPResponse response = fetch(post(server.url("/")).body("1234").build());

    assertThat(response.text()).isEqualTo("ok");
    assertThat(head.join()).contains("\r\nExpect: 100-continue\r\n", "\r\nContent-Length: 4\r\n");
    assertThat(body.join()).isEqualTo("1234");
  }

  @Test
  void expect100ContinueEarlyResponse() {
    var asked = new AtomicBoolean();
    var rest = new CompletableFuture<Long>();
    RawServer server =
        opened(
            new RawServer(client -> {
              client.readHead();
              client.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
              rest.complete(client.drain());
            }));

    HTTPResponse response = fetch(post(server.url("/")).bodyProducer(_ -> asked.set(true)).build());

    assertThat(response.code()).isEqualTo(403);
    assertThat(asked).isFalse();
    assertThat(rest.join()).isZero();
  }

  @Test
  void serverThatSaysNothingGetsTheBodyAllTheSame() {
    var head = new CompletableFuture<Boolean>();
    var body = new CompletableFuture<String>();
    RawServer server =
        opened(
            new RawServer(client -> {
              client.readHead();
              head.complete(true);
              body.complete(client.read(4));
              client.send(OK);
              client.drain();
            }));

    run(() -> {
      var fetch = AsyncHTTPClient.current().fetch(post(server.url("/")).body("1234").build());
      await(head);
      turn();
      clock.advance(Duration.ofMillis(999));
      turn();
      assertThat(body).isNotDone();
      clock.advance(Duration.ofMillis(2));
      turn();
      return await(fetch);
    });

    assertThat(body.join()).isEqualTo("1234");
  }

  @Test
  void bodyOfOneUseIsStillThereForARedirect() {
    RawServer server =
        opened(
            new RawServer(client -> {
              if (client.readHead().startsWith("POST / ")) {
                client.send("HTTP/1.1 307 Moved\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n");
              } else {
                client.send(CONTINUE);
                client.readTo("0\r\n\r\n");
                client.send(OK);
              }
              client.drain();
            }));

    HTTPResponse response =
        fetch(post(server.url("/")).bodyProducer(writer -> await(writer.write("1234"))).build());

    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void requestWithoutBodyExpectsNothing() {
    ScriptedServer server = serve(OK);

    fetch(HTTPRequest.builder(server.url("/")).expect100Continue(true).build());

    assertThat(server.takeRequest()).doesNotContain("Expect");
  }
}
