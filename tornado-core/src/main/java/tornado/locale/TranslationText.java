// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The text of translation files.
///
/// **Thread**: any.
final class TranslationText {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private TranslationText() {}

  /// Decodes bytes.
  ///
  /// @throws TranslationException if they are no text of that charset
  static String decode(ByteBuffer bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new TranslationException("expected text in " + charset.name() + " but was other", e);
    }
  }

  /// Decodes a file, which may begin with a byte-order mark.
  ///
  /// @throws TranslationException if it is no text of that charset
  static String decodeFile(byte[] content, Charset charset) {
    String text = decode(ByteBuffer.wrap(content), charset);
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return marked ? text.substring(1) : text;
  }

  /// Tells what a file is in by its byte-order mark: UTF-16, or UTF-8 if it has none.
  static Charset charset(byte[] content) {
    boolean marked =
        content.length >= 2
            && ((content[0] == (byte) 0xff && content[1] == (byte) 0xfe)
                || (content[0] == (byte) 0xfe && content[1] == (byte) 0xff));
    return marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }
}
