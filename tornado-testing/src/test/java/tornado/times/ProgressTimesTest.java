// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import okio.BufferedSource;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.httpclient.HTTPTimeoutError;

/// Exchanges that stand still: on the server's side, or on ours.
@OnVirtualTime
final class ProgressTimesTest extends ClientTimesFixture {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration TOO_LONG = Duration.ofSeconds(6);

  @Test
  void firstByteTimeout() {
    serve(new Says(TOO_LONG, OK));

    assertThat(failure(request().firstByteTimeout(LIMIT)))
        .isEqualTo(
            "PT5S HTTP 599: Timeout during request after 5000 ms (firstByteTimeout): " + URL);
  }

  @Test
  void firstByteJustInTime() {
    serve(new Says(LIMIT.minusNanos(1), OK));

    assertThat(fetch(request().firstByteTimeout(LIMIT)).text()).isEqualTo("ok");
  }

  @Test
  void firstByteTimeoutBeginsWhenTheBodyIsSent() {
    serve(client -> {
      await(client.readUntil("0\r\n\r\n"));
      pause(Duration.ofSeconds(4));
      await(client.write(OK));
    });

    String text =
        fetch(request().method("PUT").firstByteTimeout(LIMIT).bodyProducer(_ -> pause(TOO_LONG)))
            .text();

    assertThat(text).isEqualTo("ok");
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void firstByteTimeoutEndsAtTheHead() {
    serve(client -> {
      Plays.readHead(client);
      await(client.write(HEAD + "ha"));
      pause(TOO_LONG);
      await(client.write("lf"));
    });

    assertThat(fetch(request().firstByteTimeout(LIMIT)).text()).isEqualTo("half");
    assertThat(elapsed()).isEqualTo(TOO_LONG);
  }

  @Test
  void stalledResponse() {
    serve(new Says(SECOND, HEAD + "ha"));

    assertThat(failure(request().stalledTimeout(LIMIT)))
        .isEqualTo("PT6S HTTP 599: Timeout during response after 5000 ms (stalledTimeout): " + URL);
  }

  @Test
  void bytesThatMoveStartTheWaitAnew() {
    serve(new Says(Duration.ofSeconds(4), HEAD, "h", "a", "l"));

    assertThat(failure(request().stalledTimeout(LIMIT)))
        .startsWith("PT21S HTTP 599: Timeout during response after 5000 ms (stalledTimeout)");
  }

  @Test
  void readerOfAStalledBodyIsTold() {
    serve(new Says(SECOND, HEAD + "ha"));
    BufferedSource body = fetch(request().stalledTimeout(LIMIT).streamResponse(true)).source();

    assertThatThrownBy(body::readUtf8).hasCauseInstanceOf(HTTPTimeoutError.class);

    assertThat(elapsed()).isEqualTo(TOO_LONG);
  }

  @Test
  void readerThatTakesItsTimeIsNotTheServersFault() {
    int size = 1 << 20;
    serve(client -> {
      Plays.readHead(client);
      await(client.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(size + 1)));
      await(client.write(ByteString.of(new byte[size])));
      pause(Duration.ofSeconds(4));
      await(client.write("."));
    });
    BufferedSource body = fetch(request().stalledTimeout(LIMIT).streamResponse(true)).source();

    pause(Duration.ofMinutes(1));

    assertThat(read(body)).hasSize(size + 1);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(64));
  }

  private static byte[] read(BufferedSource body) {
    try (body) {
      return body.readByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stalledRequest() {
    serve(client -> {
      Plays.readHead(client);
      pause(Duration.ofDays(1));
    });

    String why =
        failure(
            request().method("PUT").stalledTimeout(LIMIT).body(ByteString.of(new byte[1 << 20])));

    assertThat(why)
        .isEqualTo("PT5S HTTP 599: Timeout during request after 5000 ms (stalledTimeout): " + URL);
  }

  @Test
  void requestThatTricklesIsNot() {
    int size = 128 << 10;
    host().bandwidth(1 << 10);
    serve(client -> {
      Plays.readHead(client);
      await(client.readBytes(size));
      await(client.write(OK));
    });

    String text =
        fetch(request().method("PUT").stalledTimeout(LIMIT).body(ByteString.of(new byte[size])))
            .text();

    assertThat(text).isEqualTo("ok");
    assertThat(elapsed()).isGreaterThan(Duration.ofSeconds(127));
  }

  @Test
  void producerThatTakesItsTimeIsNotTheServersFault() {
    serve(client -> {
      await(client.readUntil("0\r\n\r\n"));
      await(client.write(OK));
    });

    String text =
        fetch(
                request()
                    .method("PUT")
                    .stalledTimeout(LIMIT)
                    .bodyProducer(writer -> {
                      await(writer.write("hello"));
                      pause(Duration.ofMinutes(1));
                    }))
            .text();

    assertThat(text).isEqualTo("ok");
    assertThat(elapsed()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void serverThatSaysNothingGetsTheBodyAllTheSame() {
    serve(client -> {
      assertThat(Plays.readHead(client)).contains("\r\nExpect: 100-continue\r\n");
      assertThat(await(client.readBytes(4)).utf8()).isEqualTo("ping");
      await(client.write(OK));
    });

    String text = fetch(request().method("POST").body("ping").expect100Continue(true)).text();

    assertThat(text).isEqualTo("ok");
    assertThat(elapsed()).isEqualTo(SECOND);
  }

  @Test
  void continueTimeout() {
    serve(client -> {
      Plays.readHead(client);
      await(client.readBytes(4));
      await(client.write(OK));
    });

    fetch(
        request()
            .method("POST")
            .body("ping")
            .expect100Continue(true)
            .continueTimeout(Duration.ofMinutes(3)));

    assertThat(elapsed()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void continueEndsTheWaitForIt() {
    serve(client -> {
      Plays.readHead(client);
      pause(Duration.ofMillis(999));
      await(client.write("HTTP/1.1 100 Continue\r\n\r\n"));
      await(client.readBytes(4));
      await(client.write(OK));
    });

    fetch(request().method("POST").body("ping").expect100Continue(true));

    assertThat(elapsed()).isEqualTo(Duration.ofMillis(999));
  }
}
