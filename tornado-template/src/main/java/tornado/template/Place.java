// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place in HTML, as far as the text before it tells: the states of a browser's tokenizer that matter for what may be printed there
/// (HTML standard, §13.2.5).
///
/// **Thread**: any.
///
/// @param kind the state
/// @param element whose tag or raw text it is in, with `/` before the name in an end tag; else empty
/// @param inert whether that is a script of a type that browsers don't run
/// @param attribute whose name or value it is in, else empty
/// @param value what the attribute's value begins with; elsewhere what may be a part of the end
record Place(Kind kind, String element, boolean inert, String attribute, String value) {
  /// The states.
  enum Kind {
    TEXT,
    RAW_TEXT,
    COMMENT,
    DECLARATION,
    TAG_OPEN,
    TAG_NAME,
    TAG,
    ATTRIBUTE_NAME,
    AFTER_NAME,
    BEFORE_VALUE,
    DOUBLE_QUOTED,
    SINGLE_QUOTED,
    UNQUOTED
  }

  /// Where a document begins.
  static final Place START = new Place(Kind.TEXT, "", false, "", "");

  /// Elements in whose text there are no tags.
  private static final Set<String> RAW = Set.of("script", "style", "textarea", "title");

  /// The types of scripts that are run, or read as JSON.
  private static final Pattern SCRIPT_TYPE =
      Pattern.compile(
          "\\s*|module|importmap|speculationrules|.*(?:java|ecma|j)script.*|.*json.*",
          Pattern.CASE_INSENSITIVE);

  /// How much of an attribute's value is kept.
  private static final int KEPT = 40;

  /// Returns the place behind a text that begins here.
  Place after(String text) {
    Place place = this;
    for (int i = 0; i < text.length(); i++) {
      place = place.after(text.charAt(i));
    }
    return place;
  }

  /// Returns the place behind a printed value, of which nothing is known but that it doesn't lead out of where it stands.
  Place afterValue() {
    return after('x');
  }

  private Place after(char c) {
    return switch (kind) {
      case TEXT -> c == '<' ? with(Kind.TAG_OPEN) : this;
      case RAW_TEXT -> inRawText(c);
      case COMMENT -> c == '>' && value.equals("--") ? START : withValue(value.substring(1) + c);
      case DECLARATION -> inDeclaration(c);
      case TAG_OPEN -> inTagOpen(c);
      case TAG_NAME -> isSpace(c) || endsName(c) ? inTag(c) : withElement(element + lower(c));
      case TAG -> inTag(c);
      case ATTRIBUTE_NAME -> inAttributeName(c);
      case AFTER_NAME -> isSpace(c) ? this : c == '=' ? with(Kind.BEFORE_VALUE) : inTag(c);
      case BEFORE_VALUE -> beforeValue(c);
      case DOUBLE_QUOTED -> c == '"' ? afterAttribute() : inValue(c);
      case SINGLE_QUOTED -> c == '\'' ? afterAttribute() : inValue(c);
      case UNQUOTED -> isSpace(c) || c == '>' ? afterAttribute().inTag(c) : inValue(c);
    };
  }

  private Place inRawText(char c) {
    String end = "</" + element;
    if (value.equals(end) && (isSpace(c) || endsName(c))) {
      return START.with(Kind.TAG_NAME).withElement("/" + element).after(c);
    }
    String seen = value + lower(c);
    return end.startsWith(seen) ? withValue(seen) : withValue(c == '<' ? "<" : "");
  }

  /// `<!` has been read, which may become a comment. What ends `<!-->` is its own beginning.
  private Place inDeclaration(char c) {
    if (c == '>') {
      return START;
    }
    Place next = inValue(c);
    return next.value.equals("--") ? next.with(Kind.COMMENT) : next;
  }

  private Place inTagOpen(char c) {
    if (isLetter(c)) {
      return with(Kind.TAG_NAME).withElement(element + lower(c));
    }
    if (c == '/' && element.isEmpty()) {
      return withElement("/");
    }
    if (c == '!') {
      return START.with(Kind.DECLARATION);
    }
    // What no tag begins with, such as <?xml, also goes up to the next >.
    boolean isOther = c == '?' || (!element.isEmpty() && c != '>');
    return isOther ? START.with(Kind.DECLARATION).inValue(c) : START.after(c);
  }

  private Place inTag(char c) {
    return switch (c) {
      case '>' -> behindTag();
      case '/' -> in(Kind.TAG).withValue("/");
      default -> isSpace(c) ? in(Kind.TAG) : in(Kind.ATTRIBUTE_NAME).withAttribute(lower(c));
    };
  }

  /// An element that `/>` ends has no text in XHTML. In HTML it goes on, but whoever wrote that did not mean it to.
  private Place behindTag() {
    return RAW.contains(element) && !value.equals("/") ? in(Kind.RAW_TEXT) : START;
  }

  private Place inAttributeName(char c) {
    if (c == '=') {
      return with(Kind.BEFORE_VALUE);
    }
    if (isSpace(c)) {
      return with(Kind.AFTER_NAME);
    }
    return endsName(c) ? inTag(c) : withAttribute(attribute + lower(c));
  }

  private Place beforeValue(char c) {
    return switch (c) {
      case '"' -> with(Kind.DOUBLE_QUOTED);
      case '\'' -> with(Kind.SINGLE_QUOTED);
      case '>' -> inTag(c);
      default -> isSpace(c) ? this : with(Kind.UNQUOTED).inValue(c);
    };
  }

  private Place inValue(char c) {
    return value.length() < KEPT ? withValue(value + c) : this;
  }

  private Place afterAttribute() {
    boolean isType = element.equals("script") && attribute.equals("type");
    boolean other = isType && !SCRIPT_TYPE.matcher(value).matches();
    return new Place(Kind.TAG, element, inert || other, "", "");
  }

  /// Returns the place that can be either of two, with what they have in common, or null if that is not enough.
  @Nullable Place or(Place other) {
    if (kind != other.kind || inert != other.inert) {
      return null;
    }
    if (kind == Kind.RAW_TEXT && !element.equals(other.element)) {
      return null;
    }
    return new Place(
        kind,
        element.equals(other.element) ? element : "",
        inert,
        attribute.equals(other.attribute) ? attribute : "",
        value.isBlank() ? value : other.value);
  }

  private Place with(Kind next) {
    return new Place(next, element, inert, attribute, value);
  }

  private Place withValue(String next) {
    return next.equals(value) ? this : new Place(kind, element, inert, attribute, next);
  }

  private Place withElement(String next) {
    return new Place(kind, next, inert, attribute, value);
  }

  private Place withAttribute(String next) {
    return new Place(kind, element, inert, next, value);
  }

  /// Returns a place of the same element, where no attribute has begun.
  private Place in(Kind next) {
    return new Place(next, element, inert, "", "");
  }

  private static boolean endsName(char c) {
    return c == '/' || c == '>';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static String lower(char c) {
    return String.valueOf(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
  }
}
