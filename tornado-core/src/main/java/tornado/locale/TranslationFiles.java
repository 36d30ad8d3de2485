// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds translation files and reads them whole, if they are not too large.
///
/// **Thread**: any; it waits for the files.
final class TranslationFiles {
  private static final int MAX_BYTES = 32 << 20;

  private TranslationFiles() {}

  /// Returns what is in a directory, sorted.
  ///
  /// @param glob which names
  /// @throws TranslationException if it can't be read
  static List<Path> list(Path directory, String glob) {
    var paths = new ArrayList<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
      found.forEach(paths::add);
    } catch (NoSuchFileException e) {
      throw new TranslationException("directory does not exist: " + directory, e);
    } catch (IOException | DirectoryIteratorException e) {
      throw new TranslationException("can't read directory " + directory + ": " + e, e);
    }
    paths.sort(null);
    return paths;
  }

  /// Reads a file.
  ///
  /// @throws TranslationException if it can't be read or is too large
  static byte[] read(Path file) {
    try {
      return read(Files.newInputStream(file));
    } catch (IOException e) {
      throw new TranslationException("can't be read: " + e, e);
    }
  }

  /// Reads a stream to its end and closes it.
  ///
  /// @throws TranslationException if it can't be read or is too large
  static byte[] read(InputStream in) {
    try (in) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new TranslationException("larger than " + MAX_BYTES + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new TranslationException("can't be read: " + e, e);
    }
  }
}
