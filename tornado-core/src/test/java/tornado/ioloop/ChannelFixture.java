// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// Channels to watch, closed behind the test.
abstract class ChannelFixture extends LoopFixture {
  static final IOLoop.Handler NEVER =
      (_, _) -> {
        throw new AssertionError("must not run");
      };

  private final List<Channel> opened = new ArrayList<>();

  final <C extends Channel> C opened(C channel) {
    opened.add(channel);
    return channel;
  }

  final Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    opened(pipe.source());
    opened(pipe.sink());
    return pipe;
  }

  /// Returns a pipe that has something to read.
  final Pipe filledPipe() throws IOException {
    Pipe pipe = pipe();
    write(pipe.sink());
    return pipe;
  }

  final ServerSocketChannel server() throws IOException {
    return opened(ServerSocketChannel.open())
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  final SocketChannel socket() throws IOException {
    return opened(SocketChannel.open());
  }

  static void write(WritableByteChannel channel) throws IOException {
    channel.write(ByteBuffer.allocate(1));
  }

  /// A handler that takes what there is to read and goes on with `next`.
  static IOLoop.Handler reading(Runnable next) {
    return (channel, _) -> {
      try {
        ((ReadableByteChannel) channel).read(ByteBuffer.allocate(16));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      next.run();
    };
  }

  @AfterEach
  void closeChannels() throws IOException {
    for (Channel channel : opened) {
      channel.close();
    }
  }
}
