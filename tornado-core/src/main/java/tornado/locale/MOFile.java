// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A compiled catalogue of gettext: two tables of strings, the messages and their translations. Not used are its hash table
/// and, as in Python, the strings of C programs that differ from system to system.
///
/// Nothing it says is believed before it is checked against its size, and its strings together may be twice as large at most, so memory is
/// bounded however their places overlap.
///
/// **Thread**: owner.
final class MOFile {
  private static final int MAGIC = 0x950412de;
  private static final int MIN_SIZE = 20;
  private static final int MAX_MAJOR_REVISION = 1;

  /// A length and an offset.
  private static final int ROW_SIZE = 8;

  private final ByteBuffer bytes;
  private final int count;
  private final int messages;
  private final int translations;

  /// How many bytes strings may still have.
  private long left;

  private MOFile(byte[] content) {
    if (content.length < MIN_SIZE || !matches(content)) {
      throw new TranslationException("does not begin as a .mo file does");
    }
    bytes = ByteBuffer.wrap(content).order(byteOrder(content));
    left = 2L * content.length;
    int majorRevision = bytes.getInt(4) >>> 16;
    if (majorRevision > MAX_MAJOR_REVISION) {
      throw new TranslationException("unknown revision: " + majorRevision);
    }
    count = fitting("the number of strings", bytes.getInt(8), content.length / (2 * ROW_SIZE));
    int lastTable = content.length - count * ROW_SIZE;
    messages = fitting("the table of messages", bytes.getInt(12), lastTable);
    translations = fitting("the table of translations", bytes.getInt(16), lastTable);
  }

  /// Tells whether a file begins like one of these, in either byte order.
  static boolean matches(byte[] content) {
    return content.length >= 4
        && ByteBuffer.wrap(content).order(byteOrder(content)).getInt(0) == MAGIC;
  }

  /// Reads a catalogue.
  ///
  /// @param file for the log
  /// @throws TranslationException if it is corrupt
  static GettextCatalogue read(String file, byte[] content) {
    return new MOFile(content).catalogue(file);
  }

  private static ByteOrder byteOrder(byte[] content) {
    return content[0] == (byte) MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  private GettextCatalogue catalogue(String file) {
    String header = header();
    Charset charset = GettextHeader.charset(header);
    var catalogue = new GettextCatalogue.Builder();
    catalogue.pluralForms(new GettextHeader(header).pluralForms(file));
    for (int i = 0; i < count; i++) {
      String message = string(messages, i, charset);
      String translation = string(translations, i, charset);
      int plural = message.indexOf('\0');
      if (plural >= 0) {
        List<String> forms = List.of(translation.split("\0", -1));
        catalogue.addPlural(message.substring(0, plural), forms);
      } else if (!message.isEmpty()) {
        catalogue.add(message, translation);
      }
    }
    return catalogue.build();
  }

  /// Returns the header, whose names are ASCII whatever the charset is; empty if there is none.
  private String header() {
    for (int i = 0; i < count; i++) {
      if (bytes.getInt(messages + i * ROW_SIZE) == 0) {
        return string(translations, i, StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  private String string(int table, int index, Charset charset) {
    int row = table + index * ROW_SIZE;
    int length = fitting("the length of string " + index, bytes.getInt(row), bytes.limit() - 1);
    int offset =
        fitting("the offset of string " + index, bytes.getInt(row + 4), bytes.limit() - 1 - length);
    if (bytes.get(offset + length) != 0) {
      throw new TranslationException("string " + index + " does not end with a zero byte");
    }
    left -= length;
    if (left < 0) {
      throw new TranslationException("strings overlap");
    }
    return TranslationText.decode(bytes.slice(offset, length), charset);
  }

  /// Takes an unsigned number that may be at most `max`.
  private static int fitting(String what, int value, int max) {
    if (Integer.compareUnsigned(value, max) > 0) {
      throw new TranslationException(
          what + " is beyond the end of the file: " + Integer.toUnsignedLong(value));
    }
    return value;
  }
}
