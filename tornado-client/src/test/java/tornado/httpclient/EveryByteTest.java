// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static tornado.ioloop.Async.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tornado.ioloop.Async;

/// Servers that close or stall at every position of a response: the fetch fails, in time, and its connection is not used again.
final class EveryByteTest extends ClientFixture {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static HTTPRequest request(ScriptedServer server) {
    return HTTPRequest.builder(server.url("/")).requestTimeout(LIMIT).build();
  }

  private @Nullable Throwable failure(CompletableFuture<HTTPResponse> fetch) {
    return catchThrowable(() -> await(fetch));
  }

  private static boolean sent(ScriptedServer server) {
    server.awaitSent();
    return true;
  }

  @ParameterizedTest
  @EnumSource
  void closing(Answers answer) {
    for (int count = 0; count < answer.text().length(); count++) {
      ScriptedServer server = serve(answer.text().substring(0, count));

      Throwable failure = run(() -> failure(AsyncHTTPClient.current().fetch(request(server))));

      assertThat(failure).as("after %d bytes", count).isInstanceOf(HTTPStreamClosedError.class);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stalling(Answers answer) {
    for (int count = 0; count < answer.text().length(); count++) {
      ScriptedServer server = serve(answer.text().substring(0, count), ScriptedServer.SILENCE);

      Throwable failure =
          run(() -> {
            var fetch = AsyncHTTPClient.current().fetch(request(server));
            await(Async.runOnExecutor(() -> sent(server)));
            turn();
            clock.advance(LIMIT);
            loop.addCallback(() -> {});
            return failure(fetch);
          });

      assertThat(failure).as("after %d bytes", count).isInstanceOf(HTTPTimeoutError.class);
      server.awaitClosed();
    }
  }

  /// The whole response is one: nothing is expected behind it.
  @ParameterizedTest
  @EnumSource(names = "REDIRECT", mode = EnumSource.Mode.EXCLUDE)
  void neither(Answers answer) {
    ScriptedServer server = serve(answer.text(), answer.text());

    run(() -> {
      AsyncHTTPClient client = AsyncHTTPClient.current();
      await(client.fetch(request(server), FetchOption.RETURN_ERRORS));
      return await(client.fetch(request(server), FetchOption.RETURN_ERRORS));
    });

    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void byteByByte(Answers answer) {
    if (answer == Answers.REDIRECT) {
      return;
    }
    ScriptedServer server = opened(ScriptedServer.slow(answer.text()));

    HTTPResponse response =
        run(() ->
            await(AsyncHTTPClient.current().fetch(request(server), FetchOption.RETURN_ERRORS)));

    assertThat(response.code()).isIn(200, 404);
  }
}
