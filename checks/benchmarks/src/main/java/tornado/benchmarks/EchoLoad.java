// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;

/// The load of `run tcp`: connections that each send a line of 64 bytes, wait until it is back, and send the next. One thread, a bare
/// selector loop. It prints the number of echoes and the 50th and 99th percentile of their times in nanoseconds.
///
/// Arguments: port, connections, seconds.
public final class EchoLoad {
  private static final int LINE = 64;

  /// Buckets of a microsecond each; the last counts what took longer.
  private static final int BUCKETS = 100_000;

  private static final ByteBuffer OUT = ByteBuffer.allocateDirect(LINE);
  private static final ByteBuffer IN = ByteBuffer.allocateDirect(LINE);

  private final long[] times = new long[BUCKETS + 1];
  private long echoes;

  private EchoLoad() {}

  /// One connection.
  private static final class Peer {
    private long sentAt;
    private int missing;
  }

  /// Runs the load.
  public static void main(String[] args) throws IOException {
    byte[] line = new byte[LINE];
    Arrays.fill(line, (byte) 'x');
    line[LINE - 1] = '\n';
    OUT.put(line);
    new EchoLoad()
        .run(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Duration.ofMillis((long) (Double.parseDouble(args[2]) * 1000)));
  }

  private void run(int port, int connections, Duration duration) throws IOException {
    var selector = Selector.open();
    for (int i = 0; i < connections; i++) {
      var channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      var peer = new Peer();
      channel.register(selector, SelectionKey.OP_READ, peer);
      send(channel, peer);
    }
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      selector.select(this::handle, 1000);
    }
    System.out.println(echoes + " " + percentile(0.5) + " " + percentile(0.99));
  }

  private void handle(SelectionKey key) {
    var channel = (SocketChannel) key.channel();
    var peer = (Peer) key.attachment();
    try {
      int byteCount = channel.read(IN.clear().limit(peer.missing));
      if (byteCount < 0) {
        throw new IOException("the server closed a connection");
      }
      peer.missing -= byteCount;
      if (peer.missing == 0) {
        echoes++;
        times[(int) Math.min(BUCKETS, (System.nanoTime() - peer.sentAt) / 1000)]++;
        send(channel, peer);
      }
    } catch (IOException e) {
      throw new IllegalStateException("echo failed: " + e.getMessage(), e);
    }
  }

  private static void send(SocketChannel channel, Peer peer) throws IOException {
    peer.sentAt = System.nanoTime();
    peer.missing = LINE;
    if (channel.write(OUT.rewind()) < LINE) {
      throw new IOException("a line did not fit into the system's buffer");
    }
  }

  private long percentile(double share) {
    long wanted = (long) Math.ceil(echoes * share);
    long seen = 0;
    for (int i = 0; i <= BUCKETS; i++) {
      seen += times[i];
      if (seen >= wanted) {
        return i * 1000L;
      }
    }
    return BUCKETS * 1000L;
  }
}
