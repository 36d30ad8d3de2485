// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import okio.Okio;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.HTTPRequest;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// Our client: a response of any size to a file, through little memory. It is ready when it has done so; `count` then tells the nanoseconds
/// that took.
public final class TornadoDownload {
  /// The file that what is got is stored in, beside the one that is there to be got.
  static final String TARGET = "got.bin";

  private static final long MAX_BODY_SIZE = 4L << 30;

  private TornadoDownload() {}

  /// Gets from the port given, and stores in the folder given.
  public static void main(String[] args) {
    String url = "http://127.0.0.1:%s/static/%s".formatted(args[0], TornadoFiles.DOWNLOAD);
    Path target = Path.of(args[1]).resolve(TARGET);
    long start = System.nanoTime();
    // Files block: not on the loop's thread.
    IOLoop.current().runSync(() -> Async.await(Async.spawnBlocking(() -> download(url, target))));
    long taken = System.nanoTime() - start;
    Control.start(() -> taken);
    IOLoop.current().start();
  }

  private static long download(String url, Path target) throws IOException {
    var options = AsyncHTTPClientOptions.builder().maxBodySize(MAX_BODY_SIZE).build();
    HTTPRequest request =
        HTTPRequest.builder(url)
            .streamResponse(true)
            .requestTimeout(Duration.ZERO)
            .stalledTimeout(Duration.ofSeconds(20))
            .build();
    try (var client = new AsyncHTTPClient(options);
        var body = Async.await(client.fetch(request)).source();
        var file = Okio.buffer(Okio.sink(target))) {
      return file.writeAll(body);
    }
  }
}
