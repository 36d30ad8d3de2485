// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Transport;
import tornado.util.Buffers;

/// What reaches the transport, and in how many calls. Python: iostream_test, TestStreamBuffer.
final class WriteQueueTest {
  /// Takes so many bytes a call, and notes the sizes of the buffers of each.
  private static final class RecordingTransport implements Transport {
    final List<List<Integer>> calls = new ArrayList<>();
    final Buffer received = new Buffer();
    long room = Long.MAX_VALUE;

    @Override
    public int write(ByteBuffer source) {
      calls.add(List.of(source.remaining()));
      return take(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      var sizes = new ArrayList<Integer>();
      long taken = 0;
      for (int i = offset; i < offset + length; i++) {
        sizes.add(sources[i].remaining());
        taken += take(sources[i]);
      }
      calls.add(sizes);
      return taken;
    }

    private int take(ByteBuffer source) {
      int byteCount = (int) Math.min(room, source.remaining());
      room -= byteCount;
      Buffers.add(received, source.slice(source.position(), byteCount));
      source.position(source.position() + byteCount);
      return byteCount;
    }

    @Override
    public void register(IOLoop loop, Readiness readiness) {}

    @Override
    public void unregister() {}

    @Override
    public void setInterest(int events) {}

    @Override
    public boolean connect(SocketAddress address) {
      return true;
    }

    @Override
    public boolean finishConnect() {
      return true;
    }

    @Override
    public int read(ByteBuffer target) {
      return 0;
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public void close() {}

    @Override
    public void setNoDelay(boolean noDelay) {}

    @Override
    public @Nullable SocketAddress remoteAddress() {
      return null;
    }

    @Override
    public @Nullable SocketAddress localAddress() {
      return null;
    }
  }

  private final RecordingTransport transport = new RecordingTransport();

  private static ByteBuffer body(int byteCount) {
    return ByteString.encodeUtf8("b".repeat(byteCount)).asByteBuffer();
  }

  private static Outgoing write(ByteBuffer body) {
    return new Outgoing.Views(ByteBuffer.allocate(0), body);
  }

  @Test
  void headOfTheCallersIsCopiedIfItHasToWait() throws IOException {
    ByteBuffer head = ByteBuffer.wrap("head".getBytes(StandardCharsets.UTF_8));
    var write = new Outgoing.Views(head, body(3000));
    transport.room = 1;
    var queue = new WriteQueue();

    assertThat(Output.send(transport, write)).isFalse();
    queue.add(write);
    head.array()[3] = 'X';
    transport.room = 5000;
    Output.send(transport, queue);

    assertThat(transport.received.readUtf8()).isEqualTo("head" + "b".repeat(3000));
    assertThat(transport.calls).containsExactly(List.of(4, 3000), List.of(3), List.of(3000));
  }

  @Test
  void smallPiecesAreOneCall() throws IOException {
    var queue = new WriteQueue();
    queue.add(write(body(1000)));
    queue.add(write(body(2048)));
    queue.add(new Outgoing.Segments(new Buffer().writeUtf8("head"), body(5)));

    Output.send(transport, queue);

    assertThat(transport.calls).containsExactly(List.of(1000 + 2048 + 4 + 5));
    assertThat(queue.takeDone()).hasSize(3);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void largePiecesAreNotCopied() throws IOException {
    var queue = new WriteQueue();
    ByteBuffer large = body(2049);
    queue.add(write(body(10)));
    queue.add(write(large));

    Output.send(transport, queue);

    assertThat(transport.calls).containsExactly(List.of(10), List.of(2049));
    assertThat(large.hasRemaining()).isFalse();
  }

  @Test
  void futuresAreDoneWhenTheirLastByteIsOut() throws IOException {
    var queue = new WriteQueue();
    queue.add(write(body(10)));
    queue.add(write(body(5000)));
    queue.add(write(ByteBuffer.allocate(0)));
    transport.room = 5009;

    Output.send(transport, queue);
    assertThat(queue.takeDone()).hasSize(1);
    assertThat(queue.byteCount()).isEqualTo(1);
    transport.room = 1;
    Output.send(transport, queue);

    assertThat(queue.takeDone()).hasSize(2);
    assertThat(transport.received.size()).isEqualTo(5010);
  }

  @Test
  void headAndBodyAreGatheredInOneCall() throws IOException {
    var head = new Buffer().writeUtf8("h".repeat(100));

    boolean all = Output.send(transport, new Outgoing.Segments(head, body(10_000)));

    assertThat(all).isTrue();
    assertThat(transport.calls).containsExactly(List.of(100, 10_000));
  }

  @Test
  void whatIsRefusedStays() throws IOException {
    var head = new Buffer().writeUtf8("h".repeat(100));
    ByteBuffer body = body(10_000);
    transport.room = 40;

    boolean all = Output.send(transport, new Outgoing.Segments(head, body));

    assertThat(all).isFalse();
    assertThat(head.size()).isEqualTo(60);
    assertThat(body.remaining()).isEqualTo(10_000);
  }

  @Test
  void largeBodiesGoInSteps() throws IOException {
    ByteBuffer body = body(300_000);

    boolean all = Output.send(transport, new Outgoing.Segments(new Buffer(), body));

    assertThat(all).isTrue();
    assertThat(transport.calls)
        .containsExactly(List.of(131_072), List.of(131_072), List.of(300_000 - 2 * 131_072));
  }
}
