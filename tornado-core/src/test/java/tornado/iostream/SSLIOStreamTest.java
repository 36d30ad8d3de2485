// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static tornado.ioloop.Async.await;

import org.junit.jupiter.api.BeforeAll;
import tornado.fixture.Certificates;
import tornado.ioloop.IOLoop;
import tornado.iostream.internal.MemoryTransport;
import tornado.netutil.SSLOptions;

/// The contract of streams over TLS. Python: iostream_test, TestIOStreamSSL.
final class SSLIOStreamTest extends IOStreamContract {
  private static SSLOptions serverSide;
  private static SSLOptions clientSide;

  @BeforeAll
  static void makeCertificates() {
    var certificates = Certificates.inTemporaryFolder();
    serverSide = certificates.server().build();
    clientSide = certificates.client().build();
  }

  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) {
    MemoryTransport.Pair ends = MemoryTransport.pair();
    IOLoop current = IOLoop.current();
    var near = SSLIOStream.client(current, ends.left(), clientSide, "localhost", -1, client);
    var far = SSLIOStream.server(current, ends.right(), serverSide, server);
    near.start();
    await(near.waitForHandshake());
    await(far.waitForHandshake());
    return new StreamPair(near, far);
  }
}
