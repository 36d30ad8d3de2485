// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import okio.Buffer;
import okio.ByteString;
import okio.ForwardingSource;
import okio.Source;
import org.junit.jupiter.api.Test;
import tornado.ioloop.CancelledError;

/// Bodies that are made while they are sent. Python: httpclient_test, simple_httpclient_test.
final class RequestBodyTest extends ClientFixture {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String ELSEWHERE =
      "HTTP/1.1 307 Moved\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n";

  private static final ByteString PIECE = ByteString.of(new byte[64 << 10]);

  private RawServer raw(RawServer.Side side) {
    return opened(new RawServer(side));
  }

  /// Starts a server that answers after requests of chunks.
  private RawServer chunks(CompletableFuture<String> request, String... answers) {
    return raw(client -> {
      for (String answer : answers) {
        String head = client.readHead();
        request.complete(head + client.readTo("0\r\n\r\n"));
        client.send(answer);
      }
      client.drain();
    });
  }

  private HTTPResponse fetch(HTTPRequest.Builder request) {
    return run(() -> await(AsyncHTTPClient.current().fetch(request.build())));
  }

  private static HTTPRequest.Builder put(String url) {
    return HTTPRequest.builder(url).method("PUT");
  }

  private static Buffer text(String text) {
    return new Buffer().writeUtf8(text);
  }

  @Test
  void bodyProducerChunked() {
    var request = new CompletableFuture<String>();
    RawServer server = chunks(request, OK);

    HTTPResponse response =
        fetch(
            put(server.url("/"))
                .bodyProducer(writer -> {
                  await(writer.write("1234"));
                  await(writer.write("5678"));
                }));

    assertThat(response.text()).isEqualTo("ok");
    assertThat(request.join())
        .contains("\r\nTransfer-Encoding: chunked\r\n")
        .doesNotContain("Content-Length")
        .endsWith("\r\n\r\n4\r\n1234\r\n4\r\n5678\r\n0\r\n\r\n");
  }

  @Test
  void bodyProducerContentLength() {
    ScriptedServer server = serve(OK);

    fetch(
        put(server.url("/"))
            .header("Content-Length", "8")
            .bodyProducer(writer -> {
              await(writer.write("1234"));
              await(writer.write("5678"));
            }));

    assertThat(server.takeRequest()).doesNotContain("Transfer-Encoding").endsWith("12345678");
  }

  @Test
  void connectionIsUsedAgainAfterAProducer() {
    RawServer server = chunks(new CompletableFuture<>(), OK, OK);

    run(() -> {
      for (int i = 0; i < 2; i++) {
        await(
            AsyncHTTPClient.current()
                .fetch(put(server.url("/")).bodyProducer(writer -> {}).build()));
      }
      return null;
    });

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void sourceOfKnownLength() {
    ScriptedServer server = serve(OK);

    fetch(put(server.url("/")).bodySource(text("hello"), 5));

    assertThat(server.takeRequest())
        .contains("\r\nContent-Length: 5\r\n")
        .endsWith("\r\n\r\nhello");
  }

  @Test
  void sourceOfUnknownLength() {
    var request = new CompletableFuture<String>();
    RawServer server = chunks(request, OK);

    fetch(put(server.url("/")).bodySource(text("hello")));

    assertThat(request.join()).endsWith("\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
  }

  @Test
  void sourceIsClosed() {
    ScriptedServer server = serve(OK);
    var closed = new CompletableFuture<Boolean>();
    var source =
        new ForwardingSource(text("hello")) {
          @Override
          public void close() {
            closed.complete(true);
          }
        };

    fetch(put(server.url("/")).bodySource(source, 5));

    assertThat(closed.join()).isTrue();
  }

  @Test
  void responseCanBeTheBodyOfARequest() {
    ScriptedServer from = serve(OK);
    ScriptedServer to = serve(OK);

    run(() -> {
      AsyncHTTPClient client = AsyncHTTPClient.current();
      HTTPRequest get = HTTPRequest.builder(from.url("/")).streamResponse(true).build();
      HTTPResponse body = await(client.fetch(get));
      return await(client.fetch(put(to.url("/")).bodySource(body.source(), 2).build()));
    });

    assertThat(to.takeRequest()).endsWith("\r\n\r\nok");
  }

  @Test
  void producerThatThrowsFailsTheFetch() {
    RawServer server = raw(client -> client.drain());

    assertThatThrownBy(() ->
            fetch(
                put(server.url("/"))
                    .bodyProducer(writer -> {
                      await(writer.write("half"));
                      throw new ArithmeticException("mine");
                    })))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("mine");
  }

  @Test
  void sourceThatCantBeReadFailsTheFetch() {
    RawServer server = raw(client -> client.drain());
    var source =
        new ForwardingSource(new Buffer()) {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            throw new IOException("disk is broken");
          }
        };

    assertThatThrownBy(() -> fetch(put(server.url("/")).bodySource(source)))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("disk is broken");
  }

  @Test
  void bodyThatIsTooLong() {
    RawServer server = raw(client -> client.drain());

    assertThatThrownBy(() -> fetch(put(server.url("/")).bodySource(text("hello"), 4)))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage(
            "HTTP 599: body of PUT %s is longer than its Content-Length: 4", server.url("/"));
  }

  @Test
  void bodyThatIsTooShort() {
    RawServer server = raw(client -> client.drain());

    assertThatThrownBy(() -> fetch(put(server.url("/")).bodySource(text("hello"), 7)))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage(
            "HTTP 599: body of PUT %s ended 2 bytes before its Content-Length", server.url("/"));
  }

  @Test
  void redirectAsksTheSupplierAgain() {
    var request = new CompletableFuture<String>();
    RawServer server = chunks(request, ELSEWHERE, OK);
    Supplier<Source> bodies = () -> text("hello");

    HTTPResponse response = fetch(put(server.url("/")).bodySource(bodies));

    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void redirectCantSendABodyTwice() {
    RawServer server = chunks(new CompletableFuture<>(), ELSEWHERE, OK);

    assertThatThrownBy(() -> fetch(put(server.url("/")).bodySource(text("hello"))))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage(
            "HTTP 599: body of PUT %s was sent before and can't be again: set a supplier of it",
            server.url("/there"));
  }

  @Test
  void redirectToGetNeedsNoBody() {
    RawServer server =
        raw(client -> {
          client.readTo("0\r\n\r\n");
          client.send(ELSEWHERE.replace("307", "303"));
          client.readHead();
          client.send(OK);
          client.drain();
        });

    HTTPResponse response = fetch(put(server.url("/")).bodySource(text("hello")));

    assertThat(response.text()).isEqualTo("ok");
  }

  @Test
  void producerIsAsFastAsTheServer() {
    var gate = new CountDownLatch(1);
    int size = 64 << 20;
    ByteString piece = ByteString.of(new byte[1 << 20]);
    var stuck = new CompletableFuture<Integer>();
    RawServer server =
        raw(client -> {
          client.readHead();
          pass(gate);
          client.read(size);
          client.send(OK);
          client.drain();
        });

    fetch(
        put(server.url("/"))
            .header("Content-Length", Integer.toString(size))
            .bodyProducer(writer -> {
              for (int i = 0; i < 64; i++) {
                CompletableFuture<Void> written = writer.write(piece);
                if (!written.isDone() && stuck.complete(i)) {
                  gate.countDown();
                }
                await(written);
              }
            }));

    assertThat(stuck.join()).isLessThan(64);
  }

  private static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void answerBeforeTheRequestIsSentCounts() {
    var left = new CompletableFuture<Long>();
    var cancelled = new CompletableFuture<Boolean>();
    RawServer server =
        raw(client -> {
          client.readTo("4\r\n1234\r\n");
          client.send(OK);
          left.complete(client.drain());
        });

    HTTPResponse response =
        fetch(
            put(server.url("/"))
                .bodyProducer(writer -> {
                  await(writer.write("1234"));
                  try {
                    await(new CompletableFuture<Void>());
                  } catch (CancelledError e) {
                    cancelled.complete(true);
                  }
                }));

    assertThat(response.text()).isEqualTo("ok");
    assertThat(left.join()).isZero();
    assertThat(cancelled.join()).isTrue();
  }

  @Test
  void restOfALargeBodyIsNotSentBehindAnAnswer() {
    int size = 64 << 20;
    var answered = new CompletableFuture<Boolean>();
    var left = new CompletableFuture<Long>();
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send(OK);
          // Who reads all the time may have all of it before the client has looked at the answer.
          answered.join();
          left.complete(client.drain());
        });

    run(() -> {
      AsyncHTTPClient client = AsyncHTTPClient.current();
      await(client.fetch(put(server.url("/")).body(ByteString.of(new byte[size])).build()));
      answered.complete(true);
      return await(left);
    });

    assertThat(left.join()).isLessThan(size);
  }

  /// The server resets the connection for what comes behind its answer, and our writes fail while that is still unread.
  @Test
  void answerCountsAlsoIfTheConnectionIsResetBehindIt() {
    RawServer server =
        raw(client -> {
          client.readHead();
          client.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        });

    for (int i = 0; i < 100; i++) {
      HTTPRequest request =
          put(server.url("/"))
              .bodyProducer(writer -> {
                for (int piece = 0; piece < 10_000; piece++) {
                  await(writer.write(PIECE));
                }
              })
              .build();
      HTTPResponse response =
          run(() -> await(AsyncHTTPClient.current().fetch(request, FetchOption.RETURN_ERRORS)));
      assertThat(response.code()).isEqualTo(413);
    }
  }

  @Test
  void cancelledFetchEndsTheProducer() {
    var cancelled = new CompletableFuture<Boolean>();
    RawServer server = raw(client -> client.drain());

    run(() -> {
      var begun = new CompletableFuture<Boolean>();
      HTTPRequest request =
          put(server.url("/"))
              .bodyProducer(writer -> {
                begun.complete(true);
                try {
                  await(new CompletableFuture<Void>());
                } finally {
                  cancelled.complete(true);
                }
              })
              .build();
      var fetch = AsyncHTTPClient.current().fetch(request);
      await(begun);
      fetch.cancel(true);
      return await(cancelled);
    });
  }

  @Test
  void fieldsThatContradictEachOtherFailTheFetch() {
    RawServer server = raw(client -> client.drain());

    assertThatThrownBy(
            () -> fetch(put(server.url("/")).header("Transfer-Encoding", "chunked").body("x")))
        .isInstanceOf(HTTPClientError.class)
        .hasMessageContaining("Content-Length and Transfer-Encoding both set");
  }

  @Test
  void twoBodiesAreRefused() {
    HTTPRequest.Builder request = put("http://a/").body("x").bodyProducer(_ -> {});

    assertThatThrownBy(request::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("body is set twice");
  }
}
