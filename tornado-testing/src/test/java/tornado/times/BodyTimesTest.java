// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import tornado.httpserver.HTTPServerOptions;
import tornado.iostream.IOStream;
import tornado.testing.ExpectLog;
import tornado.web.Application;
import tornado.web.RequestHandler;
import tornado.web.StreamRequestBody;

/// How long a server waits for a body. Python: httpserver_test, BodyLimitsTest.
@OnVirtualTime
final class BodyTimesTest extends ServerTimesFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// Gives uploads to `/minute` that long.
  @StreamRequestBody
  private static final class UploadHandler extends RequestHandler {
    @Override
    protected void prepare() {
      if (request().path().equals("/minute")) {
        request().connection().setBodyTimeout(MINUTE);
      }
    }

    @Override
    protected void dataReceived(ByteString chunk) {}

    @Override
    public void post() {
      write("ok");
    }
  }

  @BeforeEach
  void serve() {
    serve(HTTPServerOptions.builder().bodyTimeout(MINUTE));
  }

  private static ExpectLog timeoutInLog() {
    return ExpectLog.builder("tornado.general", "Timeout reading body").level(Level.INFO).open();
  }

  @Test
  void timeout() {
    IOStream client = connect();
    send(client, post(10) + "abc");
    pause(Duration.ofSeconds(59));
    send(client, "d");

    try (ExpectLog log = timeoutInLog()) {
      assertThat(closed(client)).isEqualTo(MINUTE);
      assertThat(log.matched()).isEqualTo(1);
    }
  }

  @Test
  void timeBeginsWithTheBody() {
    IOStream client = connect();
    pause(Duration.ofMinutes(30));
    send(client, post(10));

    try (var _ = timeoutInLog()) {
      assertThat(closed(client)).isEqualTo(Duration.ofMinutes(31));
    }
  }

  @Test
  void bodyThatComesInTimeLeavesNoTimer() {
    IOStream client = connect();
    send(client, post(3) + "ab");
    pause(MINUTE.minusNanos(1));
    send(client, "c");
    readTo(client, OK);

    pause(Duration.ofMinutes(2));
    send(client, GET);

    assertThat(readTo(client, "ok")).isEqualTo(OK);
    client.close();
  }

  @Test
  void bodyTimeoutEndsWithTheBody() {
    IOStream client = connect();
    send(client, post(1).replace("/ ", "/slow ") + "x");

    assertThat(readTo(client, "ok")).isEqualTo(OK);
    assertThat(elapsed()).isEqualTo(Duration.ofHours(3));
    client.close();
  }

  @Test
  void bodyTimeoutSetOnceTheBodyWasReadDoesNothing() {
    serve(request -> {
      request.connection().setBodyTimeout(MINUTE);
      answer(request, "ok");
    });
    IOStream client = connect();
    send(client, GET);
    readTo(client, OK);

    pause(Duration.ofMinutes(2));
    send(client, GET);

    assertThat(readTo(client, "ok")).isEqualTo(OK);
    client.close();
  }

  @Test
  void handlerMaySetItForOneRequest() {
    serve(Application.builder().route("/.*", UploadHandler::new).build());
    IOStream client = connect();
    send(client, post(2).replace("/ ", "/minute ") + "a");
    pause(MINUTE.minusNanos(1));
    send(client, "b");
    readTo(client, "ok");
    send(client, post(2) + "a");
    pause(Duration.ofHours(2));
    send(client, "b");

    assertThat(readTo(client, "ok")).startsWith("HTTP/1.1 200");
    client.close();
  }

  @Test
  void timeThatAHandlerSetsEndsTheConnection() {
    serve(Application.builder().route("/.*", UploadHandler::new).build());
    IOStream client = connect();
    send(client, post(2).replace("/ ", "/minute ") + "a");

    try (var _ = timeoutInLog()) {
      assertThat(closed(client)).isEqualTo(MINUTE);
    }
  }
}
