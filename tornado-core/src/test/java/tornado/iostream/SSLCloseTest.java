// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Async;

/// How TLS connections end (RFC 8446 §6.1), with the JDK's blocking client as the other side.
final class SSLCloseTest extends SSLFixture {
  private final RecordingHandler handler = new RecordingHandler();

  private record Ends(SSLSocket client, SSLIOStream server) {}

  private static Ends ends(String protocol) throws Exception {
    RecordingServer server = listen(CERTIFICATES.server());
    SSLSocket client =
        await(
            Async.runOnExecutor(() -> {
              SSLSocket socket = dialBlocking(server, CERTIFICATES.client().build(), protocol);
              socket.startHandshake();
              return socket;
            }));
    SSLIOStream far = server.accept();
    await(far.waitForHandshake());
    return new Ends(client, far);
  }

  private static <T> T offLoop(Callable<T> blocking) {
    return await(Async.runOnExecutor(blocking));
  }

  private void push(SSLIOStream stream) {
    var started = new CompletableFuture<Boolean>();
    loop.addCallback(() -> {
      stream.startInput(handler);
      started.complete(true);
    });
    await(started);
  }

  /// Without close_notify the JDK's client fails instead.
  private void closeIsNotified(String protocol) {
    run(() -> {
      Ends ends = ends(protocol);
      ends.server().write("last words");

      ends.server().close();

      byte[] all = offLoop(() -> ends.client().getInputStream().readAllBytes());
      assertThat(ByteString.of(all)).isEqualTo(bytes("last words"));
    });
  }

  @Test
  void closeSendsCloseNotifyUnderTLS13() {
    closeIsNotified("TLSv1.3");
  }

  @Test
  void closeSendsCloseNotifyUnderTLS12() {
    closeIsNotified("TLSv1.2");
  }

  @Test
  void closeNotifyOfThePeerEndsTheInput() {
    run(() -> {
      Ends ends = ends("TLSv1.3");
      offLoop(() -> {
        ends.client().getOutputStream().write(bytes("bye").toByteArray());
        ends.client().close();
        return true;
      });

      ByteString all = await(ends.server().readUntilClose());

      assertThat(all).isEqualTo(bytes("bye"));
      assertThat(ends.server().error()).isNull();
    });
  }

  /// As documented: believed, and no word in the log.
  @Test
  void endWithoutCloseNotifyIsBelieved() {
    run(() -> {
      var between = new Between(CERTIFICATES.client().build(), CERTIFICATES.server().build());
      between.start(Long.MAX_VALUE, Long.MAX_VALUE);
      await(between.client.waitForHandshake());
      between.server.write("cut");
      ByteString first = await(between.client.readBytes(1));

      between.cut();

      assertThat(first).isEqualTo(bytes("c"));
      assertThat(await(between.client.readUntilClose())).isEqualTo(bytes("ut"));
      assertThat(between.client.error()).isNull();
    });
  }

  @Test
  void outputGoesOnBehindTheEndOfInputUnderTLS13() {
    run(() -> {
      Ends ends = ends("TLSv1.3");
      push(ends.server());
      offLoop(() -> {
        ends.client().getOutputStream().write(bytes("request").toByteArray());
        ends.client().shutdownOutput();
        return true;
      });
      assertThat(await(handler.all())).isEqualTo(bytes("request"));

      await(ends.server().write("answer"));
      ends.server().shutdownOutput();

      byte[] answer = offLoop(() -> ends.client().getInputStream().readAllBytes());
      assertThat(ByteString.of(answer)).isEqualTo(bytes("answer"));
    });
  }

  @Test
  void inputGoesOnBehindTheEndOfOutputUnderTLS13() {
    run(() -> {
      Ends ends = ends("TLSv1.3");
      ends.server().shutdownOutput();
      int end =
          offLoop(() -> {
            int read = ends.client().getInputStream().read();
            ends.client().getOutputStream().write(bytes("more").toByteArray());
            return read;
          });

      ByteString more = await(ends.server().readBytes(4));

      assertThat(end).isEqualTo(-1);
      assertThat(more).isEqualTo(bytes("more"));
    });
  }

  /// There the end of one direction is the end of both.
  @Test
  void outputEndsWithTheInputUnderTLS12() {
    run(() -> {
      Ends ends = ends("TLSv1.2");
      push(ends.server());
      offLoop(() -> {
        ends.client().close();
        return true;
      });
      await(handler.all());

      CompletableFuture<?> written = ends.server().write("too late");

      assertThat(failure(written)).isInstanceOf(StreamClosedError.class);
      assertThat(ends.server().error()).hasMessage("Broken pipe");
      assertThatThrownBy(() -> ends.server().write("x")).isInstanceOf(StreamClosedError.class);
    });
  }
}
