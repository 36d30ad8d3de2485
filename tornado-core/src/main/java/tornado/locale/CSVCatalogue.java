// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tornado.log.Log;

/// Translations in Tornado's own form: for one thing, for any other number of things, and those for which that does not matter. It knows
/// no contexts, which is logged when one is first asked for.
///
/// **Thread**: any.
final class CSVCatalogue implements Catalogue {
  private enum Kind {
    UNKNOWN,
    SINGULAR,
    PLURAL
  }

  private final String name;
  private final Map<Kind, Map<String, String>> translations;
  private final AtomicBoolean warned = new AtomicBoolean();

  private CSVCatalogue(String name, Map<Kind, Map<String, String>> translations) {
    this.name = name;
    this.translations = translations;
  }

  /// Makes a catalogue of translations for which the number does not matter.
  ///
  /// @param name for the log
  static CSVCatalogue of(String name, Map<String, String> translations) {
    return new CSVCatalogue(name, Map.of(Kind.UNKNOWN, Map.copyOf(translations)));
  }

  /// Reads a catalogue. Rows that are wrong are logged and left out.
  ///
  /// @param file for the log
  /// @param charset null for the one that the file shows by its byte-order mark
  /// @throws TranslationException if it is no text of that charset
  static CSVCatalogue read(String file, byte[] content, @Nullable Charset charset) {
    Charset known = charset == null ? TranslationText.charset(content) : charset;
    var rows = new CSVReader(TranslationText.decodeFile(content, known));
    var translations = new EnumMap<Kind, Map<String, String>>(Kind.class);
    for (CSVReader.Row row = rows.next(); row != null; row = rows.next()) {
      try {
        add(row, translations);
      } catch (TranslationException e) {
        Log.general().error("{} line {}: {}", file, row.line(), e.getMessage());
      }
    }
    return new CSVCatalogue(file, translations);
  }

  @Override
  public @Nullable String find(@Nullable String context, String message) {
    return find(Kind.UNKNOWN, context, message);
  }

  @Override
  public @Nullable String find(
      @Nullable String context, String message, String pluralMessage, long count) {
    return count == 1
        ? find(Kind.SINGULAR, context, message)
        : find(Kind.PLURAL, context, pluralMessage);
  }

  private @Nullable String find(Kind kind, @Nullable String context, String message) {
    if (context == null) {
      return translations.getOrDefault(kind, Map.of()).get(message);
    }
    if (!warned.getAndSet(true)) {
      Log.general().warn("{}: these translations have no contexts for pgettext", name);
    }
    return null;
  }

  private static void add(CSVReader.Row row, Map<Kind, Map<String, String>> translations) {
    List<String> cells = row.cells().stream().map(String::strip).toList();
    if (cells.equals(List.of(""))) {
      return;
    }
    if (!row.closed()) {
      throw new TranslationException("quote is not closed");
    }
    if (cells.size() < 2) {
      throw new TranslationException("expected 2 or 3 cells but was 1");
    }
    Kind kind = cells.size() > 2 ? kind(cells.get(2)) : Kind.UNKNOWN;
    translations.computeIfAbsent(kind, _ -> new HashMap<>()).put(cells.get(0), cells.get(1));
  }

  private static Kind kind(String cell) {
    return switch (cell) {
      case "", "unknown" -> Kind.UNKNOWN;
      case "singular" -> Kind.SINGULAR;
      case "plural" -> Kind.PLURAL;
      default ->
          throw new TranslationException(
              "expected plural, singular or unknown but was " + TranslationException.quote(cell));
    };
  }
}
