// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What READ and WRITE mean for each kind of channel. Python: ioloop_test, TestIOLoop.
final class IOLoopChannelsTest extends ChannelFixture {
  private final List<Integer> events = new ArrayList<>();

  private IOLoop.Handler noting() {
    return (_, seen) -> {
      events.add(seen);
      loop.stop();
    };
  }

  /// Returns a channel whose connecting is under way; it is loopback, so that the next look finds it done.
  private SocketChannel connecting(SocketAddress address) throws IOException {
    SocketChannel client = socket();
    client.configureBlocking(false);
    client.connect(address);
    return client;
  }

  @Test
  void sinkOfAPipeIsWritten() throws IOException {
    Pipe pipe = pipe();
    loop.addHandler(pipe.sink(), noting(), IOLoop.READ | IOLoop.WRITE);

    loop.start();

    assertThat(events).containsExactly(IOLoop.WRITE);
  }

  @Test
  void endOfInputIsRead() throws IOException {
    Pipe pipe = pipe();
    pipe.sink().close();
    loop.addHandler(pipe.source(), noting(), IOLoop.READ);

    loop.start();

    assertThat(events).containsExactly(IOLoop.READ);
    assertThat(pipe.source().read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void datagramIsRead() throws IOException {
    DatagramChannel receiver = opened(DatagramChannel.open());
    receiver.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    DatagramChannel sender = opened(DatagramChannel.open());
    loop.addHandler(receiver, noting(), IOLoop.READ);

    sender.send(ByteBuffer.allocate(1), receiver.getLocalAddress());
    loop.start();

    assertThat(events).containsExactly(IOLoop.READ);
  }

  @Test
  void connectionToAcceptIsRead() throws IOException {
    ServerSocketChannel server = server();
    loop.addHandler(server, noting(), IOLoop.READ | IOLoop.WRITE);

    connecting(server.getLocalAddress());
    loop.start();

    assertThat(events).containsExactly(IOLoop.READ);
    assertThat(opened(server.accept())).isNotNull();
  }

  @Test
  void serverThatIsOnlyWrittenReportsNothing() throws IOException {
    ServerSocketChannel server = server();
    loop.addHandler(server, noting(), IOLoop.WRITE);
    connecting(server.getLocalAddress());

    poll(2);

    assertThat(events).isEmpty();
  }

  @Test
  void endOfConnectingIsWrite() throws IOException {
    SocketChannel client = connecting(server().getLocalAddress());
    loop.addHandler(client, noting(), IOLoop.READ | IOLoop.WRITE);

    loop.start();

    assertThat(events).containsExactly(IOLoop.WRITE);
    assertThat(client.finishConnect()).isTrue();
  }

  @Test
  void refusedConnectionIsWriteToo() throws IOException {
    ServerSocketChannel server = server();
    SocketAddress gone = server.getLocalAddress();
    server.close();
    SocketChannel client = connecting(gone);
    loop.addHandler(client, noting(), IOLoop.WRITE);

    loop.start();

    assertThat(events).containsExactly(IOLoop.WRITE);
    assertThatThrownBy(client::finishConnect).isInstanceOf(ConnectException.class);
  }

  /// Before it is connected a channel reports its connecting in place of what is asked for, and afterwards that: nobody
  /// has to ask again.
  @Test
  void connectedChannelReportsWhatWasAskedFor() throws IOException {
    ServerSocketChannel server = server();
    SocketChannel client = connecting(server.getLocalAddress());
    write(opened(server.accept()));
    loop.addHandler(
        client,
        (_, seen) -> {
          events.add(seen);
          if (client.isConnectionPending()) {
            finishConnect(client);
          } else {
            loop.stop();
          }
        },
        IOLoop.READ | IOLoop.WRITE);

    loop.start();

    assertThat(events).containsExactly(IOLoop.WRITE, IOLoop.READ | IOLoop.WRITE);
  }

  private static void finishConnect(SocketChannel client) {
    try {
      client.finishConnect();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void connectedChannelKeepsWhatItsHandlerChanged() throws IOException {
    SocketChannel client = connecting(server().getLocalAddress());
    loop.addHandler(
        client,
        (_, seen) -> {
          events.add(seen);
          finishConnect(client);
          loop.updateHandler(client, IOLoop.NONE);
        },
        IOLoop.READ | IOLoop.WRITE);

    poll(3);

    assertThat(events).containsExactly(IOLoop.WRITE);
  }

  @Test
  void readWhileWriteable() throws IOException {
    ServerSocketChannel server = server();
    SocketChannel client = socket();
    client.connect(server.getLocalAddress());
    loop.addHandler(client, noting(), IOLoop.READ);
    poll(2);
    assertThat(events).isEmpty();

    write(opened(server.accept()));
    loop.start();

    assertThat(events).containsExactly(IOLoop.READ);
  }

  @Test
  void readAndWriteComeTogether() throws IOException {
    ServerSocketChannel server = server();
    SocketChannel client = socket();
    client.connect(server.getLocalAddress());
    write(opened(server.accept()));
    loop.addHandler(client, noting(), IOLoop.READ | IOLoop.WRITE);

    loop.start();

    assertThat(events).containsExactly(IOLoop.READ | IOLoop.WRITE);
  }
}
