// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;

/// Wraps the older encodings of private keys into PKCS#8 (RFC 5958), the one form that Java reads.
///
/// **Thread**: any.
final class PrivateKeyInfo {
  private static final HexFormat HEX = HexFormat.of();

  /// INTEGER 0, the version.
  private static final byte[] VERSION = HEX.parseHex("020100");

  /// The algorithm rsaEncryption, with NULL for parameters.
  private static final byte[] RSA = HEX.parseHex("300d06092a864886f70d0101010500");

  /// The object identifier of ecPublicKey.
  private static final byte[] EC = HEX.parseHex("06072a8648ce3d0201");

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  /// The context-specific tag of the curve in an ECPrivateKey.
  private static final int CURVE = 0xa0;

  private PrivateKeyInfo() {}

  /// Wraps an RSAPrivateKey (RFC 8017, appendix A.1.2).
  static byte[] ofRSA(byte[] key) {
    return element(SEQUENCE, VERSION, RSA, element(OCTET_STRING, key));
  }

  /// Wraps an ECPrivateKey (RFC 5915 §3), which has to name its curve.
  ///
  /// @throws IllegalArgumentException if it is malformed or names no curve
  static byte[] ofEC(byte[] key, Path file) {
    return element(
        SEQUENCE, VERSION, element(SEQUENCE, EC, curve(key, file)), element(OCTET_STRING, key));
  }

  private static byte[] curve(byte[] key, Path file) {
    try {
      ByteBuffer fields = content(ByteBuffer.wrap(key));
      while (fields.hasRemaining()) {
        int tag = fields.get(fields.position()) & 0xff;
        ByteBuffer content = content(fields);
        if (tag == CURVE) {
          byte[] curve = new byte[content.remaining()];
          content.get(curve);
          return curve;
        }
      }
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("malformed EC private key in " + file, e);
    }
    throw new IllegalArgumentException("EC private key names no curve: " + file);
  }

  /// Returns the content of the element that `source` is at, and moves it behind.
  private static ByteBuffer content(ByteBuffer source) {
    source.get();
    int length = source.get() & 0xff;
    if (length > 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | (source.get() & 0xff);
      }
    }
    ByteBuffer content = source.slice(source.position(), length);
    source.position(source.position() + length);
    return content;
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    var out = ByteBuffer.allocate(length + 6);
    out.put((byte) tag);
    if (length < 0x80) {
      out.put((byte) length);
    } else if (length < 0x100) {
      out.put((byte) 0x81).put((byte) length);
    } else {
      out.put((byte) 0x82).putShort((short) length);
    }
    for (byte[] part : parts) {
      out.put(part);
    }
    byte[] element = new byte[out.position()];
    out.flip().get(element);
    return element;
  }
}
