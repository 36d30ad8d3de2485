// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.iostream.internal.MemoryTransport;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// A client that asks on and on without reading what it is answered.
final class UnreadAnswersTest extends WebFixture {
  private static final int SIZE = 100_000;
  private static final int REQUESTS = 100;

  @Test
  void nextRequestWaitsUntilTheAnswerBeforeIsSent() throws IOException {
    var handled = new AtomicInteger();
    serve(handler -> {
      handled.incrementAndGet();
      handler.write("x".repeat(SIZE));
    });
    IOStream client = connectInMemory();

    client.write(WireClient.request("GET", "/").repeat(REQUESTS));
    awaitEnd();
    for (int i = 0; i < 100; i++) {
      server().turn();
    }

    assertThat(handled).hasValue(1);
    for (int i = 0; i < REQUESTS; i++) {
      WireServer.get(client.readUntil("\r\n\r\n"));
      WireServer.get(client.readBytes(SIZE));
    }
    assertThat(handled).hasValue(REQUESTS);
  }

  private IOStream connectInMemory() {
    MemoryTransport.Pair pair = MemoryTransport.pair(SIZE / 10);
    var somebody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    var stream = new IOStream(server().loop(), pair.right(), IOStreamOptions.DEFAULT);
    server().server().serve(stream, somebody);
    return new IOStream(server().loop(), pair.left(), IOStreamOptions.DEFAULT);
  }
}
