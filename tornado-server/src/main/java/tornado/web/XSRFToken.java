// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.security.MessageDigest;
import java.time.Instant;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;

/// What proves that a form is ours: a random text that the browser keeps in a cookie, and that forms repeat. Another site can make the
/// browser send the cookie but can't read it.
///
/// Version 1 is the text in hexadecimal. Version 2 is `2|mask|masked|time`, the text masked anew for each answer, so that what a
/// compressed page gives away of it is worth nothing (BREACH). Both are accepted, whichever is made.
///
/// **Thread**: any.
///
/// @param text what both have to have in common
/// @param seconds when it was made, since 1970
record XSRFToken(ByteString text, long seconds) {
  private static final int TEXT_LENGTH = 16;
  private static final int MASK_LENGTH = 4;

  static XSRFToken create(IOLoop loop) {
    return new XSRFToken(loop.randomBytes(TEXT_LENGTH), loop.clock().instant().getEpochSecond());
  }

  /// Reads a token.
  ///
  /// @return null for what is none
  static @Nullable XSRFToken decode(String token, Instant now) {
    if (token.isEmpty()) {
      return null;
    }
    return switch (SignedValue.version(token)) {
      case 1 -> decodeV1(token, now);
      case 2 -> decodeV2(token);
      default -> null;
    };
  }

  /// Reads a token of version 1, which may also be any text: some put one into cookie and form by themselves.
  private static XSRFToken decodeV1(String token, Instant now) {
    ByteString bytes = hex(token);
    return new XSRFToken(
        bytes == null ? ByteString.encodeUtf8(token) : bytes, now.getEpochSecond());
  }

  private static @Nullable XSRFToken decodeV2(String token) {
    String[] parts = token.split("\\|", -1);
    if (parts.length != 4) {
      return null;
    }
    ByteString mask = hex(parts[1]);
    ByteString masked = hex(parts[2]);
    long seconds = SignedValue.digits(parts[3]);
    if (mask == null || mask.size() != MASK_LENGTH || seconds < 0) {
      return null;
    }
    return masked == null || masked.size() == 0 ? null : new XSRFToken(mask(mask, masked), seconds);
  }

  /// Returns the token as cookies and forms have it.
  String encode(int version, IOLoop loop) {
    if (version == 1) {
      return text.hex();
    }
    ByteString mask = loop.randomBytes(MASK_LENGTH);
    return "2|" + mask.hex() + "|" + mask(mask, text).hex() + "|" + seconds;
  }

  /// Tells whether two tokens have the same text, in a time that doesn't tell where they differ.
  boolean matches(XSRFToken other) {
    return MessageDigest.isEqual(text.toByteArray(), other.text.toByteArray());
  }

  private static ByteString mask(ByteString mask, ByteString text) {
    byte[] bytes = text.toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask.getByte(i % MASK_LENGTH);
    }
    return ByteString.of(bytes);
  }

  /// Returns the bytes of a text in hexadecimal, or null for anything else.
  private static @Nullable ByteString hex(String text) {
    try {
      return ByteString.decodeHex(text);
    } catch (IllegalArgumentException _) {
      // Not hexadecimal, which is an answer.
      return null;
    }
  }
}
