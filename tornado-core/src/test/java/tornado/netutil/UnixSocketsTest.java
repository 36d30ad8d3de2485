// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Listening on Unix-domain sockets. Python: httpserver_test, UnixSocketTest, as far as netutil goes.
final class UnixSocketsTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("socket");
  }

  @Test
  void onlyItsOwnerMayConnectByDefault() throws Exception {
    try (ListeningSocket socket = Netutil.bindUnixSocket(file)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(socket.localAddress()).isEqualTo(UnixDomainSocketAddress.of(file));
      assertThat(socket.hasPort()).isFalse();
      assertThat(channel(socket).isBlocking()).isFalse();
    }
  }

  @Test
  void modeSaysWhoMayConnect() throws Exception {
    var mode = PosixFilePermissions.fromString("rw-rw-rw-");

    try (var _ = Netutil.bindUnixSocket(file, mode, 1)) {
      assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mode);
    }
  }

  @Test
  void acceptsConnections() throws Exception {
    try (ListeningSocket socket = Netutil.bindUnixSocket(file);
        var client = SocketChannel.open(socket.localAddress());
        var server = channel(socket).accept()) {
      assertThat(client.isConnected()).isTrue();
      assertThat(server).isNotNull();
    }
  }

  @Test
  void theFileStaysWhenTheSocketIsClosedAndIsReplaced() {
    Netutil.bindUnixSocket(file).close();
    assertThat(file).exists();

    try (ListeningSocket again = Netutil.bindUnixSocket(file)) {
      assertThat(again.closed()).isFalse();
    }
  }

  @Test
  void whatIsNoSocketIsNotReplaced() throws Exception {
    Files.writeString(file, "precious");

    assertThatThrownBy(() -> Netutil.bindUnixSocket(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file exists and is not a socket: " + file);

    assertThat(file).hasContent("precious");
  }

  /// Otherwise whoever may write to the folder could have a socket elsewhere removed.
  @Test
  void aLinkToASocketIsNotReplaced() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Netutil.bindUnixSocket(elsewhere).close();
    Files.createSymbolicLink(file, elsewhere);

    assertThatThrownBy(() -> Netutil.bindUnixSocket(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file exists and is not a socket: " + file);

    assertThat(elsewhere).exists();
  }

  @Test
  void aPathThatIsTooLongIsNamed() {
    Path longFile = folder.resolve("x".repeat(120));

    assertThatThrownBy(() -> Netutil.bindUnixSocket(longFile))
        .isInstanceOf(BindFailedException.class)
        .hasMessage("can't listen on %s: Unix domain path too long", longFile);

    assertThat(longFile).doesNotExist();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path nowhere = folder.resolve("no/socket");

    assertThatThrownBy(() -> Netutil.bindUnixSocket(nowhere))
        .isInstanceOf(BindFailedException.class)
        .hasMessage("can't listen on %s: No such file or directory", nowhere);
  }

  @Test
  void aSocketHasNoPort() {
    try (ListeningSocket socket = Netutil.bindUnixSocket(file)) {
      assertThatThrownBy(socket::port)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("socket has no port: " + file);
    }
  }

  @Test
  void backlogMustBePositive() {
    assertThatThrownBy(() -> Netutil.bindUnixSocket(file, UnixSockets.OWNER_ONLY, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("backlog <= 0: 0");
  }

  private static ServerSocketChannel channel(ListeningSocket socket) {
    return ((ChannelListener) socket.listener()).channel();
  }
}
