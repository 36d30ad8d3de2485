// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.io.Writer;
import java.math.BigDecimal;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// The text of a page, or of a part that is put into one, while it is rendered. It is a Writer because Pebble's nodes write to one.
///
/// **Thread**: owner.
final class Page extends Writer {
  private final StringBuilder text;
  private final @Nullable PageSink sink;

  private Page(@Nullable PageSink sink, int expectedLength) {
    this.text = new StringBuilder(expectedLength);
    this.sink = sink;
  }

  /// Makes a page that goes to `sink`, piece by piece.
  static Page to(PageSink sink) {
    return new Page(sink, 1024);
  }

  /// Makes a page that stays here.
  static Page inMemory(int expectedLength) {
    return new Page(null, expectedLength);
  }

  /// Makes a part of a page, to be put into it.
  static Page part() {
    return new Page(null, 256);
  }

  int length() {
    return text.length();
  }

  void append(String piece) {
    text.append(piece);
  }

  /// Writes a value, escaped unless it is safe there already.
  void print(@Nullable Object value, Escaping escaping) {
    switch (value) {
      case null -> escaping.writeNull(this);
      case String string -> escaping.write(string, this);
      case Integer number -> text.append(number.intValue());
      case Long number -> text.append(number.longValue());
      case Double number when escaping.leavesNumbers() -> text.append(number.doubleValue());
      case SafeHTML html -> escaping.writeMarkup(html.toString(), this);
      case Markup markup -> escaping.writeMarkup(markup.html(), this);
      case SafeString safe -> append(safe.toString());
      default -> escaping.writeValue(value, this);
    }
  }

  /// Returns the text of a value that is neither null nor markup.
  static String textOf(Object value) {
    return switch (value) {
      case ByteString bytes -> bytes.utf8();
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  @Override
  public void write(char[] chars, int offset, int length) {
    text.append(chars, offset, length);
  }

  @Override
  public void write(String string, int offset, int length) {
    text.append(string, offset, offset + length);
  }

  /// Passes on what there is. A page that stays in memory keeps it.
  @Override
  public void flush() {
    if (sink != null && !text.isEmpty()) {
      String piece = text.toString();
      text.setLength(0);
      sink.write(piece);
    }
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
