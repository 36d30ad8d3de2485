// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.nio.charset.StandardCharsets;
import okio.Buffer;
import okio.ByteString;

/// Writes the distinguished encoding rules of ASN.1 (X.690), as far as a certificate takes them.
///
/// **Thread**: any.
final class DER {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private DER() {}

  /// Returns a value with its tag and length.
  static ByteString value(int tag, ByteString... parts) {
    var content = new Buffer();
    for (ByteString part : parts) {
      content.write(part);
    }
    long byteCount = content.size();
    var whole = new Buffer().writeByte(tag);
    if (byteCount < 0x80) {
      whole.writeByte((int) byteCount);
    } else if (byteCount < 0x100) {
      whole.writeByte(0x81).writeByte((int) byteCount);
    } else {
      whole.writeByte(0x82).writeShort((int) byteCount);
    }
    whole.write(content, byteCount);
    return whole.readByteString();
  }

  /// Returns a sequence.
  static ByteString sequence(ByteString... parts) {
    return value(SEQUENCE, parts);
  }

  /// Returns what a value within another is told by: `[number]`.
  static ByteString tagged(int number, ByteString part) {
    return value(0xa0 | number, part);
  }

  /// Returns text.
  static ByteString text(int tag, String text) {
    return value(tag, ByteString.encodeString(text, StandardCharsets.UTF_8));
  }

  /// Returns a string of whole bytes as one of bits.
  static ByteString bits(ByteString bytes) {
    return value(BIT_STRING, ByteString.of((byte) 0), bytes);
  }

  /// Returns the name of an object, such as `2.5.29.17`.
  static ByteString objectIdentifier(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    var content = new Buffer();
    content.writeByte(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(content, Integer.parseInt(arcs[i]));
    }
    return value(OBJECT_IDENTIFIER, content.readByteString());
  }

  private static void writeArc(Buffer sink, int arc) {
    int shift = 28;
    while (shift > 0 && arc >> shift == 0) {
      shift -= 7;
    }
    for (; shift > 0; shift -= 7) {
      sink.writeByte(((arc >> shift) & 0x7f) | 0x80);
    }
    sink.writeByte(arc & 0x7f);
  }
}
