// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static tornado.ioloop.Async.await;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.SSLOptions;

/// The contract of streams over TLS by engines of another provider.
final class ConscryptIOStreamTest extends IOStreamContract {
  private static final String ENDS_BOTH =
      "Conscrypt's engines end both directions with one, even in TLS 1.3";

  private static SSLOptions serverSide;
  private static SSLOptions clientSide;

  @BeforeAll
  static void makeCertificates() {
    var certificates = Certificates.inTemporaryFolder();
    serverSide = Conscrypts.server(certificates).build();
    clientSide = Conscrypts.client(certificates).build();
  }

  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    IOLoop current = IOLoop.current();
    var near = SSLIOStream.client(current, ends.left(), clientSide, "localhost", 443, client);
    var far = SSLIOStream.server(current, ends.right(), serverSide, server);
    near.start();
    await(near.waitForHandshake());
    await(far.waitForHandshake());
    return new StreamPair(near, far);
  }

  @Override
  @Test
  @Disabled(ENDS_BOTH)
  void endOfInputLeavesTheOutputOpen() {}

  @Override
  @Test
  @Disabled(ENDS_BOTH)
  void readsGoOnAfterShutdownOutput() {}
}
