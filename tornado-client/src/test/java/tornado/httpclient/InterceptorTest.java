// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.httputil.HTTPHeaders;
import tornado.ioloop.Async;
import tornado.ioloop.CancelledError;

/// Code around the fetches of a client.
final class InterceptorTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

  private static AsyncHTTPClient client(Interceptor... interceptors) {
    var options = AsyncHTTPClientOptions.builder();
    for (Interceptor interceptor : interceptors) {
      options.interceptor(interceptor);
    }
    return new AsyncHTTPClient(options.build());
  }

  private HTTPResponse fetch(String url, Interceptor... interceptors) {
    return run(() -> await(client(interceptors).fetch(url)));
  }

  @Test
  void seesRequestsFirstAndResponsesLastAsAdded() {
    ScriptedServer server = serve(OK);
    List<String> steps = Collections.synchronizedList(new ArrayList<>());
    Interceptor outer =
        (request, next) -> {
          steps.add("outer");
          HTTPResponse response = next.fetch(request);
          steps.add("outer " + response.code());
          return response;
        };
    Interceptor inner =
        (request, next) -> {
          steps.add("inner");
          HTTPResponse response = next.fetch(request);
          steps.add("inner " + response.code());
          return response;
        };

    fetch(server.url("/"), outer, inner);

    assertThat(steps).containsExactly("outer", "inner", "inner 200", "outer 200");
  }

  @Test
  void mayChangeRequestAndResponse() {
    ScriptedServer server = serve(OK);

    HTTPResponse response =
        fetch(
            server.url("/"),
            (request, next) ->
                next.fetch(request.toBuilder().url(server.url("/x")).header("X-A", "b").build())
                    .withHeaders(HTTPHeaders.parse("X-C: d\r\n"))
                    .withBody(ByteString.encodeUtf8("changed")));

    assertThat(server.takeRequest()).startsWith("GET /x ").contains("\r\nX-A: b\r\n");
    assertThat(response.text()).isEqualTo("changed");
    assertThat(response.headers().get("X-C")).isEqualTo("d");
    assertThat(response.reason()).isEqualTo("OK");
  }

  @Test
  void mayAnswerItself() {
    HTTPResponse response =
        fetch(
            "http://nowhere.invalid/",
            (request, _) ->
                HTTPResponse.of(request, 200, new HTTPHeaders(), ByteString.encodeUtf8("kept")));

    assertThat(response.text()).isEqualTo("kept");
    assertThat(response.effectiveUrl()).isEqualTo("http://nowhere.invalid/");
    assertThat(response.startTime()).isEqualTo(clock.instant());
  }

  @Test
  void mayFetchAgain() {
    ScriptedServer server = serve(BUSY, OK);

    HTTPResponse response =
        fetch(
            server.url("/"),
            (request, next) -> {
              HTTPResponse first = next.fetch(request);
              return first.code() == 503 ? next.fetch(request) : first;
            });

    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void bodyThatIsReadAsItComesOutlivesThem() {
    ScriptedServer server =
        serve("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000));

    String body =
        run(() -> {
          var options =
              AsyncHTTPClientOptions.builder()
                  .interceptor((request, next) -> next.fetch(request))
                  .build();
          var request = HTTPRequest.builder(server.url("/")).streamResponse(true).build();
          HTTPResponse response = await(new AsyncHTTPClient(options).fetch(request));
          turn();
          return response.source().readUtf8();
        });

    assertThat(body).hasSize(300_000);
  }

  @Test
  void mayWait() {
    ScriptedServer server = serve(OK);
    var ready = new CompletableFuture<String>();

    String text =
        run(() -> {
          var fetch =
              client((request, next) ->
                      next.fetch(request.toBuilder().bearer(await(ready)).build()))
                  .fetch(server.url("/"));
          ready.complete("token");
          return await(fetch).text();
        });

    assertThat(text).isEqualTo("ok");
    assertThat(server.takeRequest()).contains("Authorization: Bearer token");
  }

  @Test
  void statusIsAnErrorBehindThem() {
    ScriptedServer server = serve(BUSY, BUSY);
    Interceptor plain = (request, next) -> next.fetch(request);

    assertThatThrownBy(() -> fetch(server.url("/"), plain))
        .isInstanceOfSatisfying(HTTPClientError.class, e -> assertThat(e.code()).isEqualTo(503));
    HTTPResponse response =
        run(() -> await(client(plain).fetch(server.url("/"), FetchOption.RETURN_ERRORS)));
    assertThat(response.code()).isEqualTo(503);
  }

  @Test
  void failuresOfTheFetchComeOutOfNext() {
    ScriptedServer server = serve("");

    HTTPResponse response =
        fetch(
            server.url("/"),
            (request, next) -> {
              try {
                return next.fetch(request);
              } catch (HTTPStreamClosedError e) {
                return HTTPResponse.of(
                    request,
                    200,
                    new HTTPHeaders(),
                    ByteString.encodeUtf8(Objects.requireNonNull(e.getMessage())));
              }
            });

    assertThat(response.text()).contains("closed before it answered");
  }

  @Test
  void whatTheyThrowIsTheFailure() {
    Interceptor unchecked =
        (_, _) -> {
          throw new IllegalStateException("mine");
        };
    Interceptor checked =
        (_, _) -> {
          throw new IOException("mine too");
        };

    assertThatThrownBy(() -> fetch("http://a/", unchecked))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
    assertThatThrownBy(() -> fetch("http://a/", checked))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("mine too");
  }

  @Test
  void cancellingTheFetchEndsThem() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);
    var ended = new CompletableFuture<Throwable>();

    Throwable why =
        run(() -> {
          var fetch =
              client(
                      (request, next) -> {
                        try {
                          return next.fetch(request);
                        } catch (CancelledError e) {
                          ended.complete(e);
                          throw e;
                        }
                      })
                  .fetch(server.url("/"));
          await(Async.runOnExecutor(server::takeRequest));
          fetch.cancel(true);
          return await(ended);
        });

    assertThat(why).isInstanceOf(CancelledError.class);
    server.awaitClosed();
  }

  @Test
  void leavingTheScopeEndsThem() {
    ScriptedServer server = serve(ScriptedServer.SILENCE);

    run(() -> {
      AsyncHTTPClient client = client((request, next) -> next.fetch(request));
      var coroutine = Async.spawn(() -> await(client.fetch(server.url("/"))));
      await(Async.runOnExecutor(server::takeRequest));
      return coroutine.cancel(true);
    });

    server.awaitClosed();
  }

  @Test
  void timeoutOfTheRequestHoldsForAllTheyDo() {
    HTTPRequest request =
        HTTPRequest.builder("http://a/").requestTimeout(Duration.ofSeconds(5)).build();
    var begun = new CompletableFuture<Boolean>();

    assertThatThrownBy(() ->
            run(() -> {
              var fetch =
                  client(
                          (_, _) -> {
                            begun.complete(true);
                            return await(new CompletableFuture<HTTPResponse>());
                          })
                      .fetch(request);
              await(begun);
              clock.advance(Duration.ofSeconds(6));
              loop.addCallback(() -> {});
              return await(fetch);
            }))
        .isInstanceOf(HTTPTimeoutError.class)
        .hasMessageContaining("Timeout around interceptors after 5000 ms");
  }
}
