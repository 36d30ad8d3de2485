// SPDX-License-Identifier: Apache-2.0
package tornado.times;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.Async;
import tornado.iostream.IOStream;
import tornado.iostream.StreamClosedError;
import tornado.tcpclient.TCPClient;
import tornado.testing.AsyncHTTPTestCase;
import tornado.web.Application;
import tornado.web.RequestHandler;

/// When the server closes connections whose client keeps it waiting, to the nanosecond.
@OnVirtualTime
final class ServerTimesTest extends AsyncHTTPTestCase {
  /// Answers after three hours.
  private static final class Slow extends RequestHandler {
    @Override
    public void get() {
      await(Async.sleep(Duration.ofHours(3)));
      write("at last");
    }
  }

  /// Answers at once.
  private static final class Fast extends RequestHandler {
    @Override
    public void get() {
      write("ok");
    }

    @Override
    public void post() {
      write("ok");
    }
  }

  @Override
  protected Application getApp() {
    return Application.builder().route("/slow", Slow::new).route("/", Fast::new).build();
  }

  @Override
  protected HTTPServerOptions getHTTPServerOptions() {
    return HTTPServerOptions.builder().bodyTimeout(Duration.ofMinutes(1)).build();
  }

  private IOStream connect() {
    return await(new TCPClient().connect("127.0.0.1", getHTTPPort()));
  }

  private static String answer(IOStream stream, String body) {
    return await(stream.readUntil(body)).utf8();
  }

  /// Waits until the server closes the connection, and returns when that was.
  private Duration closed(IOStream stream) {
    try {
      await(stream.readUntilClose());
    } catch (StreamClosedError ignored) {
      // Closed by a reset: what was sent has not been read.
    }
    stream.close();
    return Duration.ofNanos(ioLoop().time());
  }

  @Test
  void unusedConnection() {
    assertThat(closed(connect())).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void idleTimeBeginsWithEachAnswer() {
    IOStream stream = connect();
    await(Async.sleep(Duration.ofMinutes(50)));
    await(stream.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    answer(stream, "ok");

    assertThat(closed(stream)).isEqualTo(Duration.ofMinutes(110));
  }

  @Test
  void headThatDripsIsIdleTime() {
    IOStream stream = connect();
    await(stream.write("GET / HTTP/1.1\r\nHo"));
    await(Async.sleep(Duration.ofMinutes(59)));
    await(stream.write("st"));

    assertThat(closed(stream)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void handlingIsNoIdleTime() {
    IOStream stream = connect();
    await(stream.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));

    assertThat(answer(stream, "at last")).startsWith("HTTP/1.1 200");
    assertThat(closed(stream)).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void bodyTimeout() {
    IOStream stream = connect();
    await(stream.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"));
    await(Async.sleep(Duration.ofSeconds(59)));
    await(stream.write("d"));

    assertThat(closed(stream)).isEqualTo(Duration.ofMinutes(1));
  }
}
