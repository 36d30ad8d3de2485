// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// Listening on Unix-domain sockets.
///
/// **Thread**: any.
final class UnixSockets {
  static final Set<PosixFilePermission> OWNER_ONLY =
      Set.copyOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  /// The bits of a file's mode that hold its type, and what they are for a socket.
  private static final int TYPE_MASK = 0170000;

  private static final int SOCKET = 0140000;

  private UnixSockets() {}

  static ListeningSocket bind(Path file, Set<PosixFilePermission> mode, int backlog) {
    if (backlog <= 0) {
      throw new IllegalArgumentException("backlog <= 0: " + backlog);
    }
    try {
      removeSocket(file);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.configureBlocking(false);
        channel.bind(UnixDomainSocketAddress.of(file), backlog);
        return listening(channel, file, mode);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new BindFailedException("can't listen on " + file + ": " + e.getMessage(), e);
    }
  }

  private static ListeningSocket listening(
      ServerSocketChannel channel, Path file, Set<PosixFilePermission> mode) throws IOException {
    try {
      Files.setPosixFilePermissions(file, mode);
      return new ListeningSocket(channel);
    } catch (IOException | RuntimeException e) {
      // Nobody is to find a socket that others may connect to than those who should.
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void removeSocket(Path file) throws IOException {
    try {
      int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & TYPE_MASK) != SOCKET) {
        throw new IllegalArgumentException("file exists and is not a socket: " + file);
      }
      Files.deleteIfExists(file);
    } catch (NoSuchFileException ignored) {
      // Nothing is in the way.
    }
  }
}
