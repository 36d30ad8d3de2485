// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// What is done to a value so that it can't break out of the place where it is printed.
///
/// **Thread**: any.
abstract class Escaping {
  /// For elements and quoted attributes.
  static final Escaping HTML =
      new Escaping(true) {
        @Override
        String escaped(String text) {
          return Escape.xhtmlEscape(text);
        }
      };

  /// Prints values as they are.
  static final Escaping NONE =
      new Escaping(true) {
        @Override
        String escaped(String text) {
          return text;
        }
      };

  private static final Escaping URL =
      new Escaping(false) {
        @Override
        String escaped(String text) {
          return Escape.urlEscape(text);
        }
      };

  private static final Escaping HREF =
      new Escaping(false) {
        @Override
        String escaped(String text) {
          return Escape.xhtmlEscape(Addresses.harmless(text));
        }
      };

  private static final Escaping JSON =
      new Escaping(false) {
        @Override
        String escaped(String text) {
          return ScriptText.json(text);
        }

        @Override
        boolean printsText() {
          return false;
        }

        @Override
        void writeNull(Page page) {
          page.append("null");
        }

        @Override
        void writeValue(Object value, Page page) {
          page.append(ScriptText.json(value));
        }
      };

  private static final Escaping JS =
      new Escaping(false) {
        @Override
        String escaped(String text) {
          return ScriptText.escape(text, ScriptText.Language.JAVASCRIPT);
        }
      };

  private static final Escaping CSS =
      new Escaping(false) {
        @Override
        String escaped(String text) {
          return ScriptText.escape(text, ScriptText.Language.CSS);
        }
      };

  /// By the names that templates call them; the second name of some is that of Tornado's function.
  private static final Map<String, Escaping> BY_NAME =
      Map.of(
          "html",
          HTML,
          "xhtml_escape",
          HTML,
          "url",
          URL,
          "url_escape",
          URL,
          "href",
          HREF,
          "json",
          JSON,
          "json_encode",
          JSON,
          "js",
          JS,
          "css",
          CSS,
          "none",
          NONE);

  private final boolean takesMarkup;

  /// @param takesMarkup whether what is safe in HTML is safe there too
  private Escaping(boolean takesMarkup) {
    this.takesMarkup = takesMarkup;
  }

  static Set<String> names() {
    return new TreeSet<>(BY_NAME.keySet());
  }

  /// Returns the escaping of that name, or null if there is none.
  static @Nullable Escaping named(String name) {
    return BY_NAME.get(name);
  }

  /// Escapes by a function of the program's own, which gets the text and returns text.
  static Escaping by(TemplateFunction function) {
    return new Escaping(true) {
      @Override
      String escaped(String text) {
        Object escaped = function.call(Arguments.of(text));
        return escaped == null ? "" : Page.textOf(escaped);
      }
    };
  }

  abstract String escaped(String text);

  final boolean takesMarkup() {
    return takesMarkup;
  }

  /// Returns whether nothing is done to points, signs and letters, so that numbers with a fraction need no text of their own first.
  final boolean leavesNumbers() {
    return this == HTML || this == NONE;
  }

  /// Returns whether values are printed as their texts; JSON knows what is in them.
  boolean printsText() {
    return true;
  }

  final void write(String text, Page page) {
    page.append(escaped(text));
  }

  /// Writes HTML as it is, or as text where it would mean something else.
  final void writeMarkup(String html, Page page) {
    page.append(takesMarkup ? html : escaped(html));
  }

  /// Writes null, which is nothing but in JSON.
  void writeNull(Page page) {}

  /// Writes what is neither text nor markup nor null.
  void writeValue(Object value, Page page) {
    write(Page.textOf(value), page);
  }
}
