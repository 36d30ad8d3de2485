// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A block of a PEM file (RFC 7468). What stands around blocks is explanation, and is skipped.
///
/// **Thread**: any.
final class PEMBlock {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  private final String label;
  private final StringBuilder base64 = new StringBuilder();
  private boolean encrypted;

  private PEMBlock(String label) {
    this.label = label;
  }

  /// Reads a file's blocks, in order.
  ///
  /// @throws IllegalArgumentException if it can't be read or ends within a block
  static List<PEMBlock> read(Path file) {
    var blocks = new ArrayList<PEMBlock>();
    PEMBlock open = null;
    for (String line : text(file).lines().map(String::strip).toList()) {
      if (open == null) {
        open = begin(line);
      } else if (line.equals(END + open.label + DASHES)) {
        blocks.add(open);
        open = null;
      } else {
        open.add(line);
      }
    }
    if (open != null) {
      throw new IllegalArgumentException(
          BEGIN + open.label + DASHES + " without its end in " + file + ": is the file whole?");
    }
    return blocks;
  }

  /// Says what a file has instead of what was looked for.
  static String describe(List<PEMBlock> blocks) {
    return blocks.isEmpty()
        ? "found no PEM block"
        : blocks.stream()
            .map(PEMBlock::label)
            .distinct()
            .collect(Collectors.joining(", ", "found ", ""));
  }

  String label() {
    return label;
  }

  /// Tells whether it is encrypted in the old form of OpenSSL's (RFC 1421), which names the cipher in a header.
  boolean encryptedByHeader() {
    return encrypted;
  }

  /// Returns the bytes.
  ///
  /// @param file where it comes from, for the error
  /// @throws IllegalArgumentException if they are no Base64
  byte[] bytes(Path file) {
    try {
      return Base64.getDecoder().decode(base64.toString());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "malformed " + label + " in " + file + ": " + e.getMessage(), e);
    }
  }

  private void add(String line) {
    if (line.indexOf(':') < 0) {
      base64.append(line);
    } else if (line.endsWith(",ENCRYPTED")) {
      encrypted = true;
    }
  }

  private static @Nullable PEMBlock begin(String line) {
    int at = line.indexOf(BEGIN);
    return at < 0 || !line.endsWith(DASHES) || line.length() < at + BEGIN.length() + DASHES.length()
        ? null
        : new PEMBlock(line.substring(at + BEGIN.length(), line.length() - DASHES.length()));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("file does not exist: " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't read " + file + ": " + e, e);
    }
  }
}
