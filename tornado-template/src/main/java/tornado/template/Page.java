// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// The text of a page, or of a part that is put into one, while it is rendered. It is a Writer because Pebble's nodes write to one.
///
/// **Thread**: owner.
final class Page extends Writer {
  /// How many zeros a number is written out with; one that comes from outside may stand for billions of them.
  private static final int MAX_SCALE = 1000;

  private final StringBuilder text;
  private final @Nullable PageSink sink;

  /// Null in a part that is rendered to be changed before it is put into the page: it can't have open places.
  private final @Nullable OpenParts open;

  private Page(@Nullable PageSink sink, @Nullable OpenParts open, int expectedLength) {
    this.text = new StringBuilder(expectedLength);
    this.sink = sink;
    this.open = open;
  }

  /// Makes a page that goes to `sink`, piece by piece.
  static Page to(PageSink sink) {
    return new Page(sink, new OpenParts(), 1024);
  }

  /// Makes a page that stays here.
  static Page inMemory(int expectedLength) {
    return new Page(null, new OpenParts(), expectedLength);
  }

  /// Makes a part of a page, to be put into it.
  static Page part() {
    return new Page(null, null, 256);
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
      case BigDecimal number when Math.abs(number.scale()) <= MAX_SCALE -> number.toPlainString();
      default -> value.toString();
    };
  }

  /// Tells whether it can go on without a part that isn't ready.
  boolean takesDeferred() {
    return open != null;
  }

  /// Tells whether it may be passed on without a part that isn't ready.
  boolean takesLateParts() {
    return open != null && sink != null && sink.lateParts() != null;
  }

  /// Leaves a place open here.
  ///
  /// @param meanwhile what is seen there until the part is ready
  void defer(CompletableFuture<String> part, String meanwhile) {
    Objects.requireNonNull(open).add(text.length(), part, meanwhile);
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
    if (sink != null && open != null) {
      open.passOn(text, sink);
      text.setLength(0);
    }
  }

  /// Passes on what is left, and the parts that are late.
  void finish() {
    flush();
    if (sink != null && open != null) {
      open.passOnLate(sink);
    }
  }

  /// Returns a page that stayed here, once all its parts are ready.
  String whole() {
    return open == null ? text.toString() : open.whole(text);
  }

  /// Gives up the parts that aren't ready: nobody waits for the page any longer, or they are all there.
  @Override
  public void close() {
    if (open != null) {
      open.cancel();
    }
  }

  /// Returns the text so far, without the parts that are rendered beside it.
  @Override
  public String toString() {
    return text.toString();
  }
}
