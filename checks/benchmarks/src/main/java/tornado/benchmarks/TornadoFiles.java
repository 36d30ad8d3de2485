// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httpserver.HTTPServerOptions;
import tornado.ioloop.IOLoop;
import tornado.web.Application;
import tornado.web.Blocking;
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
  private static class UploadHandler extends RequestHandler {
    private final Path target;
    private @Nullable FileChannel file;

    UploadHandler(Path target) {
      this.target = target;
    }

    private FileChannel file() {
      return Objects.requireNonNull(file);
    }

    @Override
    protected void prepare() throws IOException {
      file =
          FileChannel.open(
              target,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    }

    @Override
    protected void dataReceived(ByteString chunk) throws IOException {
      ByteBuffer bytes = chunk.asByteBuffer();
      while (bytes.hasRemaining()) {
        file().write(bytes);
      }
    }

    @Override
    public void put() throws IOException {
      write(Long.toString(file().position()));
    }

    @Override
    protected void onFinish() {
      try {
        if (file != null) {
          file.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Stores a body beside the loop.
  @Blocking
  private static final class BlockingUploadHandler extends UploadHandler {
    BlockingUploadHandler(Path target) {
      super(target);
    }
  }

  /// Serves on the port given the folder given, with `blocking` behind these stores bodies beside the loop.
  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    Path target = folder.resolve(UPLOAD);
    boolean blocking = args.length > 2 && args[2].equals("blocking");
    var app =
        Application.builder()
            .staticPath(folder)
            .route(
                "/upload",
                () -> blocking ? new BlockingUploadHandler(target) : new UploadHandler(target))
            .build();
    app.listen(
        Integer.parseInt(args[0]),
        "127.0.0.1",
        HTTPServerOptions.builder().maxBodySize(MAX_BODY_SIZE).chunkSize(CHUNK_SIZE).build());
    Control.start();
    IOLoop.current().start();
  }
}
