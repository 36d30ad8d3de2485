// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// Ours: a coroutine for each request under way, all on one loop.
public final class TornadoClient {
  private TornadoClient() {}

  /// Asks the port given.
  public static void main(String[] args) {
    var request = HTTPRequest.of(ClientRun.url(args));
    Control.start(ClientRun::answers);
    IOLoop.current()
        .runSync(() -> {
          for (int i = 1; i < ClientRun.IN_FLIGHT; i++) {
            Async.spawn(() -> run(request));
          }
          return run(request);
        });
  }

  private static boolean run(HTTPRequest request) {
    AsyncHTTPClient client = AsyncHTTPClient.current();
    try {
      while (true) {
        HTTPResponse response = Async.await(client.fetch(request));
        ClientRun.answered(response.code(), response.text());
      }
    } catch (RuntimeException e) {
      ClientRun.failed(e);
      return false;
    }
  }
}
