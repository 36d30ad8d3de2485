// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPClientError;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.util.TimeoutError;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// Tests that inherit nothing.
final class TornadoTestTest {
  /// Tests of a loop.
  @TornadoTest
  static final class Looping {
    private final CompletableFuture<IOLoop> seen = new CompletableFuture<>();

    @BeforeEach
    void before(IOLoop loop) {
      await(Async.sleep(Duration.ofMillis(1)));
      seen.complete(loop);
    }

    @Test
    void givesLoopAndClient(IOLoop loop, AsyncHTTPClient client) {
      assertThat(IOLoop.current()).isSameAs(loop).isSameAs(seen.join());
      assertThat(client).isSameAs(AsyncHTTPClient.current());
    }

    @AsyncTimeout(0.05)
    @Test
    void hangs() {
      await(new CompletableFuture<>());
    }

    @AfterEach
    void after() {
      await(Async.sleep(Duration.ofMillis(1)));
    }
  }

  /// Tests of an application.
  @TornadoTest
  static final class Serving {
    @RegisterExtension
    static final TestServer SERVER =
        TestServer.of(() -> Application.builder().route("/", Hello::new).build());

    /// Says hello.
    static final class Hello extends RequestHandler {
      @Override
      public void get() {
        write("Hello, world");
      }
    }

    @Test
    void fetches(AsyncHTTPClient client) {
      assertThat(SERVER.fetch("/").text()).isEqualTo("Hello, world");
      assertThat(SERVER.fetch("/missing").code()).isEqualTo(404);
      assertThat(await(client.fetch(SERVER.getUrl("/"))).code()).isEqualTo(200);
      assertThat(client).isSameAs(SERVER.httpClient());
      assertThat(SERVER.getHTTPPort()).isEqualTo(SERVER.httpServer().port()).isPositive();
    }

    @Test
    void raises() {
      SERVER.fetch("/missing", FetchOption.RAISE_ERRORS);
    }
  }

  /// Tests over TLS.
  @TornadoTest
  static final class Secure {
    @RegisterExtension
    final TestServer server =
        TestServer.secure(() -> Application.builder().route("/", Serving.Hello::new).build());

    @Test
    void fetches() {
      assertThat(server.getUrl("/")).startsWith("https:");
      assertThat(server.fetch("/").text()).isEqualTo("Hello, world");
    }
  }

  /// A server without a loop.
  static final class Forgetful {
    @RegisterExtension final TestServer server = TestServer.of(() -> Application.builder().build());

    @Test
    void neverRuns() {}
  }

  @Test
  void testsAreCoroutinesWithParameters() {
    var results = RunTests.of(Looping.class);

    assertThat(results.remove("givesLoopAndClient(IOLoop, AsyncHTTPClient)")).isNull();
    assertThat(results.get("hangs()")).isInstanceOf(TimeoutError.class);
  }

  @Test
  void applicationIsServedToEachTest() {
    var results = RunTests.of(Serving.class);

    assertThat(results.get("fetches(AsyncHTTPClient)")).isNull();
    assertThat(results.get("raises()"))
        .isInstanceOf(HTTPClientError.class)
        .hasMessage("HTTP 404: Not Found");
  }

  @Test
  void serverSpeaksTLS() {
    var results = RunTests.of(Secure.class);

    assertThat(results).hasSize(1).containsEntry("fetches()", null);
  }

  @Test
  void serverNeedsALoop() {
    var results = RunTests.of(Forgetful.class);

    assertThat(results.get("neverRuns()"))
        .hasMessageContaining("has no loop: it has to extend AsyncTestCase")
        .hasNoSuppressedExceptions();
  }
}
