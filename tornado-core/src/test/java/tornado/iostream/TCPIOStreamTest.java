// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.netutil.internal.TCPTransport;

/// Streams over TCP on the loopback interface. Python: iostream_test, TestIOStreamMixin and TestIOStreamWebMixin.
final class TCPIOStreamTest extends IOStreamContract {
  private record Channels(SocketChannel near, SocketChannel far) {}

  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) {
    Channels channels = connectChannels();
    IOLoop current = IOLoop.current();
    return new StreamPair(
        new IOStream(current, new TCPTransport(channels.near()), client),
        new IOStream(current, new TCPTransport(channels.far()), server));
  }

  /// Off the loop: a channel that blocks would hold it.
  private static Channels connectChannels() {
    return await(
        Async.runOnExecutor(() -> {
          try (ServerSocketChannel listener = listen()) {
            SocketChannel near = SocketChannel.open(listener.getLocalAddress());
            return new Channels(near, listener.accept());
          }
        }));
  }

  private static ServerSocketChannel listen() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return ServerSocketChannel.open().bind(address);
  }

  private static SocketChannel accept(ServerSocketChannel listener) {
    return await(Async.runOnExecutor(listener::accept));
  }

  @Test
  void connectionRefused() {
    run(() -> {
      ServerSocketChannel listener = listen();
      var address = (InetSocketAddress) listener.getLocalAddress();
      listener.close();
      IOStream stream = IOStream.of(SocketChannel.open());
      CompletableFuture<Boolean> closed = closing(stream);

      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        StreamClosedError error = closedError(stream.connect(address));
        await(closed);

        assertThat(error.realError()).isInstanceOf(ConnectException.class);
        assertThat(stream.error()).isSameAs(error.realError());
        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void gaierror() {
    run(() -> {
      IOStream stream = IOStream.of(SocketChannel.open());
      var unknown = InetSocketAddress.createUnresolved("an invalid domain", 54321);

      StreamClosedError error = closedError(stream.connect(unknown));

      assertThat(error.realError()).isInstanceOf(UnknownHostException.class);
      assertThat(stream.error()).isSameAs(error.realError());
    });
  }

  @Test
  void writeWhileConnecting() {
    run(() -> {
      try (ServerSocketChannel listener = listen()) {
        IOStream stream = IOStream.of(SocketChannel.open());
        CompletableFuture<IOStream> connected = stream.connect(listener.getLocalAddress());
        CompletableFuture<?> written = stream.write("early");
        CompletableFuture<ByteString> read = stream.readBytes(6);
        boolean[] connectedFirst = new boolean[1];
        written.whenComplete((_, _) -> connectedFirst[0] = connected.isDone());

        IOStream far = IOStream.of(accept(listener));
        far.write("answer");

        assertThat(await(far.readBytes(5))).isEqualTo(bytes("early"));
        assertThat(await(connected)).isSameAs(stream);
        await(written);
        assertThat(onLoop(() -> connectedFirst[0])).isTrue();
        assertThat(await(read)).isEqualTo(bytes("answer"));
      }
    });
  }

  @Test
  void connectingTwiceIsRefused() {
    run(() -> {
      try (ServerSocketChannel listener = listen()) {
        IOStream stream = IOStream.of(SocketChannel.open());
        CompletableFuture<IOStream> connected = stream.connect(listener.getLocalAddress());

        CompletableFuture<IOStream> second = stream.connect(listener.getLocalAddress());

        assertThatThrownBy(() -> await(second)).isInstanceOf(IllegalStateException.class);
        assertThat(await(connected).remoteAddress()).isEqualTo(listener.getLocalAddress());
        CompletableFuture<IOStream> third = stream.connect(listener.getLocalAddress());
        assertThatThrownBy(() -> await(third)).isInstanceOf(IllegalStateException.class);
        assertThat(stream.closed()).isFalse();
      }
    });
  }

  @Test
  void closeWhileConnectingFailsTheConnect() {
    run(() -> {
      try (ServerSocketChannel listener = listen()) {
        IOStream stream = IOStream.of(SocketChannel.open());
        StreamClosedError error =
            onLoop(() -> {
              CompletableFuture<IOStream> connected = stream.connect(listener.getLocalAddress());
              stream.close();
              return connected.handle((_, failure) -> (StreamClosedError) failure).join();
            });

        // On the loopback interface connecting may be over at once.
        assertThat(error == null || error.realError() == null).isTrue();
        assertThat(stream.closed()).isTrue();
        closedError(stream.connect(listener.getLocalAddress()));
      }
    });
  }

  /// Closing with unread input, or without lingering, resets the connection.
  private static void reset(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  @Test
  void inlineReadErrorIsNotLogged() {
    run(() -> {
      Channels channels = connectChannels();
      IOStream stream = IOStream.of(channels.near());
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        reset(channels.far());

        StreamClosedError error = closedError(stream.readBytes(1));

        assertThat(error.realError()).isInstanceOf(IOException.class).hasMessageContaining("reset");
        assertThat(stream.error()).isSameAs(error.realError());
        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void resetWhileReadingClosesQuietly() {
    run(() -> {
      Channels channels = connectChannels();
      IOStream stream = IOStream.of(channels.near());
      CompletableFuture<Boolean> closed = closing(stream);
      CompletableFuture<ByteString> read = stream.readBytes(1);
      onLoop(() -> true);
      try (LogRecorder log = LogRecorder.of("tornado.general")) {
        reset(channels.far());

        assertThat(closedError(read).realError()).hasMessageContaining("reset");
        await(closed);
        assertThat(log.lines()).isEmpty();
      }
    });
  }

  @Test
  void resetInPushModeClosesWithTheError() {
    run(() -> {
      Channels channels = connectChannels();
      IOStream stream = IOStream.of(channels.near());
      CompletableFuture<Boolean> closed = closing(stream);
      onLoop(() -> {
        stream.startInput(new RecordingHandler());
        return true;
      });

      reset(channels.far());

      await(closed);
      assertThat(stream.error()).isInstanceOf(IOException.class);
    });
  }

  @Test
  void failedWriteFailsItsFuture() {
    run(() -> {
      Channels channels = connectChannels();
      IOStream stream = IOStream.of(channels.near());
      CompletableFuture<Boolean> closed = closing(stream);
      CompletableFuture<?> written = stream.write("x".repeat(16 << 20));

      reset(channels.far());

      closedError(written);
      await(closed);
    });
  }

  @Test
  void setNodelay() {
    run(() -> {
      Channels channels = connectChannels();
      IOStream stream = IOStream.of(channels.near());

      stream.setNodelay(true);
      onLoop(() -> true);
      assertThat(channels.near().getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
      stream.setNodelay(false);
      onLoop(() -> true);
      assertThat(channels.near().getOption(StandardSocketOptions.TCP_NODELAY)).isFalse();

      stream.close();
      stream.setNodelay(true);
    });
  }

  @Test
  void remoteAddressIsKnownAfterClose() {
    run(() -> {
      Channels channels = connectChannels();
      var address = channels.near().getRemoteAddress();
      IOStream stream = IOStream.of(channels.near());
      assertThat(stream.localAddress()).isNotNull();

      stream.close();
      onLoop(() -> true);

      assertThat(stream.remoteAddress()).isEqualTo(address);
      assertThat(stream.localAddress()).isNull();
    });
  }

  @Test
  void streamOverAClosedChannelIsClosed() {
    run(() -> {
      Channels channels = connectChannels();
      channels.near().close();

      IOStream stream = IOStream.of(channels.near());

      assertThat(stream.closed()).isTrue();
      assertThat(stream.error()).isNotNull();
    });
  }
}
