// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPMessageDelegate;
import tornado.iostream.IOStream;
import tornado.iostream.internal.MemoryTransport;

/// The order of exchanges on a server's connection, and when it goes on. Python: httpserver_test, KeepAliveTest.
final class ServerExchangeTest extends ServerFixture {
  @Test
  void twoRequests() {
    run(() -> {
      RawPeer peer = serve();

      peer.send(GET);
      assertThat(peer.read(OK.length())).isEqualTo(OK);
      peer.send(GET);
      assertThat(peer.read(OK.length())).isEqualTo(OK);

      assertThat(events).containsExactly("head GET /", "finish", "head GET /", "finish");
    });
  }

  @Test
  void pipelinedRequestsAreTakenOneAfterAnother() {
    run(() -> {
      onRequest = (_, _) -> {};
      RawPeer peer = serve();
      peer.send(GET + GET.replace("/ ", "/2 "));
      settle();
      assertThat(events).containsExactly("head GET /", "finish");

      answer(requests.getFirst(), "1");
      settle();
      answer(requests.get(1), "22");

      assertThat(events).containsExactly("head GET /", "finish", "head GET /2", "finish");
      assertThat(peer.readTo("22"))
          .endsWith("\r\n\r\n1HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n22");
    });
  }

  @Test
  void requestsFedByteByByteAreAnswered() {
    run(() -> {
      RawPeer peer = serve();

      for (char c : (post("Content-Length: 3") + "abc" + GET).toCharArray()) {
        peer.send(String.valueOf(c));
        settle();
      }

      assertThat(peer.read(2L * OK.length())).isEqualTo(OK + OK);
      assertThat(data()).containsExactly("a", "b", "c");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "close, x", "x ,\tCLOSE", "keep-alive, close"})
  void requestCloseIsHeeded(String connection) {
    run(() -> {
      RawPeer peer = serve();

      peer.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n" + GET);

      assertThat(peer.readRest())
          .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
      settle();
      assertThat(events).containsExactly("head GET /", "finish", "end");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive", "upgrade", "closed", "not close", ""})
  void otherConnectionOptionsKeepHTTP11Alive(String connection) {
    run(() -> {
      RawPeer peer = serve();

      peer.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: " + connection + "\r\n\r\n" + GET);

      assertThat(peer.read(2L * OK.length())).isEqualTo(OK + OK);
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.0\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: a\r\n\r\n"
      })
  void http10(String request) {
    run(() -> {
      RawPeer peer = serve();

      peer.send(request + GET);

      assertThat(peer.readRest()).isEqualTo(OK);
    });
  }

  @Test
  void http10Keepalive() {
    run(() -> {
      RawPeer peer = serve();

      peer.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      String first = peer.readTo("\r\n\r\nok");
      peer.send("GET / HTTP/1.0\r\nConnection: x, Keep-Alive\r\n\r\n");
      String second = peer.readTo("\r\n\r\nok");

      assertThat(first)
          .isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: Keep-Alive\r\n\r\nok");
      assertThat(second).isEqualTo(first);
    });
  }

  /// Without a length it is not known where the body of an HTTP/1.0 request ends: what follows must not be a request.
  @Test
  void http10PostWithoutLengthIsTheLast() {
    run(() -> {
      RawPeer peer = serve();

      peer.send("POST / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + GET);

      assertThat(peer.readRest()).isEqualTo(OK);
      assertThat(requests).hasSize(1);
    });
  }

  /// RFC 9112 §6.1: the connection has to be closed after a message of HTTP/1.0 that has a Transfer-Encoding. Tornado keeps it.
  @Test
  void http10ChunkedIsTheLast() {
    run(() -> {
      RawPeer peer = serve();

      peer.send(
          "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + GET);

      assertThat(peer.readRest()).isEqualTo(OK);
      assertThat(requests).hasSize(1);
    });
  }

  @Test
  void http10KeepaliveExtraCrlf() {
    run(() -> {
      RawPeer peer = serve();

      peer.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n\r\n");
      peer.readTo("\r\n\r\nok");
      peer.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

      assertThat(peer.readTo("\r\n\r\nok")).contains("Connection: Keep-Alive");
    });
  }

  @Test
  void noKeepAliveServesOneRequest() {
    run(() -> {
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().noKeepAlive(true).build());

      peer.send(GET + GET);

      assertThat(peer.readRest()).endsWith("\r\nConnection: close\r\n\r\nok");
      assertThat(requests).hasSize(1);
    });
  }

  @Test
  void startServingTwiceIsRefused() {
    run(() ->
        onLoop(() -> {
          var server =
              new HTTP1ServerConnection(
                  stream(MemoryTransport.pair().left()),
                  HTTP1ConnectionParameters.DEFAULT,
                  CONTEXT);
          server.startServing(new RecordingServer());

          assertThatThrownBy(() -> server.startServing(new RecordingServer()))
              .isInstanceOf(IllegalStateException.class);
          return true;
        }));
  }

  @Test
  void closeEndsAConnectionAndSaysWhen() {
    run(() -> {
      var server =
          onLoop(() ->
              new HTTP1ServerConnection(
                  stream(MemoryTransport.pair().left()),
                  HTTP1ConnectionParameters.DEFAULT,
                  CONTEXT));
      onLoop(() -> {
        server.startServing(new RecordingServer());
        return true;
      });

      await(server.close());

      assertThat(events).containsExactly("end");
      assertThat(server.ended()).isCompleted();
    });
  }

  @Test
  void connectionThatServesNothingClosesAtOnce() {
    run(() -> {
      var server =
          onLoop(() ->
              new HTTP1ServerConnection(
                  stream(MemoryTransport.pair().left()),
                  HTTP1ConnectionParameters.DEFAULT,
                  CONTEXT));

      await(server.close());

      assertThat(events).isEmpty();
    });
  }

  @Test
  void detachedStreamKeepsTheBytesBehindTheMessage() {
    run(() -> {
      var detached = new CompletableFuture<IOStream>();
      onRequest =
          (delegate, request) ->
              delegate.onHead =
                  () -> {
                    detached.complete(request.detach());
                    return HTTPMessageDelegate.READY;
                  };
      RawPeer peer = serve();

      peer.send(GET + "behind");

      IOStream stream = await(detached);
      assertThat(await(stream.readBytes(6))).isEqualTo(bytes("behind"));
      stream.write("and on");
      assertThat(peer.read(6)).isEqualTo("and on");
      assertThat(events).containsExactly("head GET /", "end");
    });
  }

  /// An upgrade is answered first, and the answer must not close what was handed over.
  @Test
  void detachedStreamOutlivesItsAnswer() {
    run(() -> {
      onRequest =
          (delegate, request) ->
              delegate.onFinish =
                  () -> {
                    request.detach();
                    request.writeHeaders(
                        status(101, "Switching Protocols"), headers(), ByteString.EMPTY);
                    request.finish();
                  };
      RawPeer peer = serve(HTTP1ConnectionParameters.builder().noKeepAlive(true).build());

      peer.send(GET);
      settle();

      assertThat(peer.readTo("\r\n\r\n")).isEqualTo("HTTP/1.1 101 Switching Protocols\r\n\r\n");
      assertThat(requests.getFirst().stream().closed()).isFalse();
    });
  }
}
