// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import okio.ByteString;

/// SHA-1 of bodies as text in quotes, with room that is used over and over: most answers have one.
///
/// **Thread**: owner.
final class SHA1 {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int SIZE = 20;
  private static final int PIECE = 4096;

  private final MessageDigest digest;
  private final byte[] piece;
  private final byte[] text = new byte[2 * SIZE + 2];

  /// @param longest the size of the bodies it is for; longer ones go in pieces
  SHA1(int longest) {
    piece = new byte[Math.clamp(longest, SIZE, PIECE)];
    try {
      digest = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
    text[0] = '"';
    text[text.length - 1] = '"';
  }

  /// Returns the digest of a body in hexadecimal, in quotes.
  String quoted(ByteString body) {
    for (int at = 0; at < body.size(); at += piece.length) {
      int count = Math.min(piece.length, body.size() - at);
      body.copyInto(at, piece, 0, count);
      digest.update(piece, 0, count);
    }
    try {
      digest.digest(piece, 0, SIZE);
    } catch (DigestException e) {
      throw new AssertionError("a digest did not fit its size", e);
    }
    for (int i = 0; i < SIZE; i++) {
      text[1 + 2 * i] = HEX[piece[i] >> 4 & 15];
      text[2 + 2 * i] = HEX[piece[i] & 15];
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
