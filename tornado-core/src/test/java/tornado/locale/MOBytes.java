// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Makes compiled catalogues: a head of five numbers, two tables, and the strings. Each word can be spoilt.
final class MOBytes {
  private MOBytes() {}

  /// Returns a catalogue of messages and translations by turns.
  static ByteBuffer of(ByteOrder order, Charset charset, String... strings) {
    int count = strings.length / 2;
    var bytes = ByteBuffer.allocate(10_000).order(order);
    bytes.putInt(0x950412de).putInt(0).putInt(count).putInt(20).putInt(20 + 8 * count);
    int end = 20 + 16 * count;
    for (int i = 0; i < strings.length; i++) {
      byte[] string = strings[i].getBytes(charset);
      int row = 20 + 8 * (i % 2 == 0 ? i / 2 : count + i / 2);
      bytes.putInt(row, string.length).putInt(row + 4, end);
      bytes.put(end, string);
      end += string.length + 1;
    }
    return bytes.slice(0, end).order(order);
  }

  /// Returns a small sound catalogue: the header, `a` for `A`, and a plural. Its tables are at 20 and 44, its strings begin at 68.
  static ByteBuffer small() {
    return of(
        ByteOrder.LITTLE_ENDIAN,
        StandardCharsets.UTF_8,
        "",
        "Plural-Forms: nplurals=2; plural=n>1;\n",
        "a",
        "A",
        "b\0bs",
        "B\0BS");
  }

  static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.limit()];
    bytes.get(0, array);
    return array;
  }

  static GettextCatalogue read(ByteBuffer bytes) {
    return MOFile.read("test.mo", array(bytes));
  }
}
