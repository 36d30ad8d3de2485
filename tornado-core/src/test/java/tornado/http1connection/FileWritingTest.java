// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.httputil.HTTPOutputError;

/// Bodies that come out of files: how they are framed, and what is refused.
final class FileWritingTest extends ServerFixture {
  @TempDir private Path folder;
  private FileChannel file;

  @BeforeEach
  void openFile() throws IOException {
    file = FileChannel.open(Files.writeString(folder.resolve("file"), "0123456789abcdefghij"));
  }

  @AfterEach
  void closeFile() throws IOException {
    file.close();
  }

  /// Sends a GET, and begins its response.
  private HTTP1Connection begin(RawPeer peer, String... fields) {
    peer.send(GET);
    settle();
    HTTP1Connection request = requests.getFirst();
    request.writeHeaders(status(200, "OK"), headers(fields), ByteString.EMPTY);
    return request;
  }

  private RawPeer peer() {
    onRequest = (_, _) -> {};
    return serve();
  }

  @Test
  void fileIsChunkedWithoutALength() {
    run(() -> {
      RawPeer peer = peer();
      HTTP1Connection request = begin(peer);

      request.write(file, 0, 20);
      request.write(file, 5, 0);
      request.write(file, 3, 4);
      request.finish();

      assertThat(peer.readTo("0\r\n\r\n"))
          .endsWith("\r\n\r\n14\r\n0123456789abcdefghij\r\n4\r\n3456\r\n0\r\n\r\n");
    });
  }

  @Test
  void fileCountsAgainstTheLength() {
    run(() -> {
      RawPeer peer = peer();
      HTTP1Connection request = begin(peer, "Content-Length", "5");

      request.write(file, 0, 2);
      request.write(file, 4, 3);
      request.finish();

      assertThat(peer.readTo("01456")).endsWith("\r\n\r\n01456");
    });
  }

  @Test
  void moreOfAFileThanAnnouncedIsRefused() {
    run(() -> {
      RawPeer peer = peer();
      HTTP1Connection request = begin(peer, "Content-Length", "5");

      assertThatThrownBy(() -> request.write(file, 0, 6))
          .isInstanceOf(HTTPOutputError.class)
          .hasMessage("tried to write more data than Content-Length");
      assertThat(request.write(file, 0, 6)).isCompletedExceptionally();
    });
  }

  @Test
  void fileBeforeTheHeadIsRefused() {
    run(() -> {
      RawPeer peer = peer();
      peer.send(GET);
      settle();

      assertThatThrownBy(() -> requests.getFirst().write(file, 0, 6))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("write in state IDLE");
    });
  }
}
