// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.RequestHandler;
import tornado.web.StreamRequestBody;

/// Ours: downloads through `staticPath`, uploads through a handler that stores the pieces of the body as they come.
public final class TornadoFiles {
  /// The file that is there to be got, in the folder given.
  static final String DOWNLOAD = "download.bin";

  /// The file that what is sent is stored in, beside it.
  static final String UPLOAD = "upload.bin";

  private static final long MAX_BODY_SIZE = 4L << 30;

  /// The system stores few large pieces in less time than many small ones.
  private static final int CHUNK_SIZE = 256 << 10;

  private TornadoFiles() {}

  /// Stores a body, and answers with its size.
  @StreamRequestBody
  private static final class UploadHandler extends RequestHandler {
    private final Path target;

    UploadHandler(Path target) {
      this.target = target;
    }

    @Override
    public void put() throws IOException {
      write(Long.toString(saveBody(target)));
    }
  }

  /// Serves on the port given the folder given.
  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    Path target = folder.resolve(UPLOAD);
    var app =
        Application.builder()
            .staticPath(folder)
            .route("/upload", () -> new UploadHandler(target))
            .build();
    app.listen(
        Integer.parseInt(args[0]),
        "127.0.0.1",
        HTTPServerOptions.builder().maxBodySize(MAX_BODY_SIZE).chunkSize(CHUNK_SIZE).build());
    Control.start();
    IOLoop.current().start();
  }
}
