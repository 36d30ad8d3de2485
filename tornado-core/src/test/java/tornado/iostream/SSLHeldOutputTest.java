// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.SSLOptions;

/// TLS over a transport that holds what it has taken for a while, as those of pipes do. What TLS has to say next waited for that without
/// telling the transport so, and nothing ever went on.
final class SSLHeldOutputTest extends SSLFixture {
  private static SSLPair connect(String protocol) {
    IOLoop loop = IOLoop.current();
    MemoryTransport.Pair ends = MemoryTransport.pair();
    var limits = IOStreamOptions.DEFAULT;
    SSLOptions options =
        protocol.equals("TLSv1.2") ? clientOfTLS12() : CERTIFICATES.client().build();
    var near = new HoldingTransport(ends.left());
    var far = new HoldingTransport(ends.right());
    var client = SSLIOStream.client(loop, near, options, "localhost", -1, limits);
    var server = SSLIOStream.server(loop, far, CERTIFICATES.server().build(), limits);
    client.start();
    return new SSLPair(client, server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void handsAreShaken(String protocol) {
    run(() -> {
      SSLPair pair = connect(protocol);

      assertThat(await(pair.client().waitForHandshake())).isSameAs(pair.client());
      assertThat(await(pair.server().waitForHandshake())).isSameAs(pair.server());
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void wordsArriveBothWays(String protocol) {
    run(() -> {
      SSLPair pair = connect(protocol);

      await(pair.client().write("there"));
      await(pair.server().write("and back"));

      assertThat(await(pair.server().readBytes(5))).isEqualTo(bytes("there"));
      assertThat(await(pair.client().readBytes(8))).isEqualTo(bytes("and back"));
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void endIsTold(String protocol) {
    run(() -> {
      SSLPair pair = connect(protocol);

      await(pair.client().write("the end"));
      pair.client().shutdownOutput();

      assertThat(await(pair.server().readUntilClose())).isEqualTo(bytes("the end"));
    });
  }
}
