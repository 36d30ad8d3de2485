// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Set;
import java.util.regex.Pattern;

/// What a value that is printed at a [Place] is taken for.
enum PlaceRole {
  TEXT,
  SCRIPT,
  SCRIPT_IN_ATTRIBUTE,
  STYLE,
  ADDRESS,
  UNQUOTED,
  NAME;

  /// Attributes that a browser follows or loads.
  private static final Set<String> ADDRESSES =
      Set.of("action", "formaction", "href", "src", "xlink:href");

  private static final Pattern RUNS = Pattern.compile("(?i)\\s*javascript:.*", Pattern.DOTALL);

  static PlaceRole of(Place place) {
    return switch (place.kind()) {
      case TEXT, COMMENT, DECLARATION -> TEXT;
      case RAW_TEXT -> inRawText(place);
      case TAG_OPEN, TAG_NAME, TAG, ATTRIBUTE_NAME, AFTER_NAME -> NAME;
      case BEFORE_VALUE, UNQUOTED -> UNQUOTED;
      case DOUBLE_QUOTED, SINGLE_QUOTED -> inAttribute(place.attribute(), place.value());
    };
  }

  private static PlaceRole inRawText(Place place) {
    return switch (place.element()) {
      case "script" -> place.inert() ? TEXT : SCRIPT;
      case "style" -> STYLE;
      default -> TEXT;
    };
  }

  private static PlaceRole inAttribute(String name, String before) {
    if (name.startsWith("on")) {
      return SCRIPT_IN_ATTRIBUTE;
    }
    if (name.equals("style")) {
      return STYLE;
    }
    if (!ADDRESSES.contains(name)) {
      return TEXT;
    }
    if (before.isBlank()) {
      return ADDRESS;
    }
    return RUNS.matcher(before).matches() ? SCRIPT_IN_ATTRIBUTE : TEXT;
  }

  /// Returns what to do about a value that is escaped as `html` all the same.
  ///
  /// @param value as the template names it
  /// @param attribute that it stands in, if it does
  String advice(String value, String attribute) {
    return switch (this) {
      case TEXT -> value + " is escaped as it should be";
      case SCRIPT ->
          value
              + " stands in a script but is escaped as html: use escape(\"json\"), or within quotes"
              + " escape(\"js\")";
      case SCRIPT_IN_ATTRIBUTE ->
          "%s stands in the script of attribute %s but is escaped as html: use escape(\"js\") within quotes"
              .formatted(value, attribute);
      case STYLE ->
          value
              + " stands in a style but is escaped as html: use escape(\"css\"), or escape(\"html\") for"
              + " a number";
      case ADDRESS ->
          "%s begins the address in attribute %s but is escaped as html: use escape(\"href\")"
              .formatted(value, attribute);
      case UNQUOTED ->
          "%s is the value of attribute %s, which needs quotes around it"
              .formatted(value, attribute);
      case NAME ->
          value
              + " stands in a tag where names are, for which there is no escaping: choose among names that"
              + " are written out";
    };
  }
}
