// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// The functions of Tornado's module `escape`.
///
/// **Thread**: any.
public final class Escape {
  private Escape() {}

  /// Escapes `&`, `<`, `>`, `"` and `'` for HTML and XML, in text and in attributes.
  public static String xhtmlEscape(String text) {
    return HTML.escape(text);
  }

  /// Takes HTML's character references back, by the rules of HTML5.
  public static String xhtmlUnescape(String text) {
    return HTML.unescape(text);
  }

  /// Returns a value as JSON: ASCII only, a space behind `:` and `,`, and `</` as `<\/`, so that it can stand in a script element.
  ///
  /// @param value a record, map, list, array, string, number, boolean or null, or made of such
  /// @throws JSONException if it holds something else
  public static String jsonEncode(@Nullable Object value) {
    return JSON.encode(value);
  }

  /// Writes JSON as [#jsonEncode] does, as bytes.
  ///
  /// @throws JSONException as there
  public static ByteString jsonEncodeBytes(@Nullable Object value) {
    return JSON.encodeBytes(value);
  }

  /// Reads JSON into maps, lists, strings, numbers, booleans and null.
  ///
  /// @throws JSONException if it is no JSON
  public static @Nullable Object jsonDecode(String json) {
    return JSON.decode(json, Object.class);
  }

  /// Reads JSON in UTF-8 as [#jsonDecode(String)].
  ///
  /// @throws JSONException if it is no JSON
  public static @Nullable Object jsonDecode(ByteString json) {
    return JSON.decode(json.utf8(), Object.class);
  }

  /// Reads JSON into a type of the caller's, such as a record. Fields that the type doesn't know are ignored; those that are missing
  /// are null, or zero where they can't be. Nothing is taken for what it is not: `"7"` is no number, 7 no text. Lists and objects nest
  /// 200 deep at most.
  ///
  /// @throws JSONException if it is no JSON, or doesn't fit; it names the field
  /// @throws IllegalArgumentException if nothing could be read into such a type
  public static <T> T jsonDecode(String json, Class<T> type) {
    return type.cast(JSON.decodeNonNull(json, type));
  }

  /// Reads a list of values of a type of the caller's, none of them null; as [#jsonDecode(String, Class)].
  ///
  /// @throws JSONException if it is no JSON, or doesn't fit; it names the field
  public static <T> List<T> jsonDecodeList(String json, Class<T> type) {
    return JSON.decodeList(json, type);
  }

  /// Reads JSON into a type of the caller's that has type arguments; as [#jsonDecode(String, Class)].
  ///
  /// @throws JSONException if it is no JSON, or doesn't fit; it names the field
  public static Object jsonDecode(String json, Type type) {
    return JSON.decodeNonNull(json, type);
  }

  /// Replaces each run of white space and control characters (U+0000 to U+0020) with one space, and takes those at the ends off.
  public static String squeeze(String text) {
    var squeezed = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        if (space && !squeezed.isEmpty()) {
          squeezed.append(' ');
        }
        squeezed.append(c);
      }
      space = c <= ' ';
    }
    return squeezed.toString();
  }

  /// Encodes text for a query: UTF-8, a space as `+`, `/` as `%2F`.
  public static String urlEscape(String text) {
    return URLCode.encode(text.getBytes(StandardCharsets.UTF_8), URLCode.Part.QUERY);
  }

  /// Encodes bytes for a query; as [#urlEscape(String)].
  public static String urlEscape(ByteString bytes) {
    return URLCode.encode(bytes.toByteArray(), URLCode.Part.QUERY);
  }

  /// Encodes text for a path: UTF-8, a space as `%20`, `/` as it is. Tornado: `url_escape(plus=False)`.
  public static String urlEscapePath(String text) {
    return URLCode.encode(text.getBytes(StandardCharsets.UTF_8), URLCode.Part.PATH);
  }

  /// Encodes bytes for a path; as [#urlEscapePath(String)].
  public static String urlEscapePath(ByteString bytes) {
    return URLCode.encode(bytes.toByteArray(), URLCode.Part.PATH);
  }

  /// Decodes part of a query in UTF-8; `+` is a space.
  public static String urlUnescape(String text) {
    return urlUnescape(text, StandardCharsets.UTF_8);
  }

  /// Decodes part of a query; `+` is a space.
  public static String urlUnescape(String text, Charset charset) {
    return urlUnescapeBytes(text).string(charset);
  }

  /// Decodes part of a query to bytes; `+` is a space. Tornado: `url_unescape(encoding=None)`.
  public static ByteString urlUnescapeBytes(String text) {
    return URLCode.decode(text, URLCode.Part.QUERY);
  }

  /// Decodes part of a path in UTF-8; `+` stands for itself. Tornado: `url_unescape(plus=False)`.
  public static String urlUnescapePath(String text) {
    return urlUnescapePathBytes(text).utf8();
  }

  /// Decodes part of a path to bytes; `+` stands for itself.
  public static ByteString urlUnescapePathBytes(String text) {
    return URLCode.decode(text, URLCode.Part.PATH);
  }

  /// Reads a query into names (latin-1 text) and values, those that are blank included. Tornado: `parse_qs_bytes` with
  /// `keep_blank_values=True`.
  public static Map<String, List<ByteString>> parseQsBytes(String query) {
    return URLCode.parseQuery(query, true);
  }

  /// Reads a query as [#parseQsBytes], leaving out what is blank, as Tornado's `parse_qs_bytes` does unless told otherwise.
  public static Map<String, List<ByteString>> parseQsBytesSkippingBlank(String query) {
    return URLCode.parseQuery(query, false);
  }

  /// Returns the bytes of text in UTF-8.
  public static ByteString utf8(String text) {
    return ByteString.encodeUtf8(text);
  }

  /// Returns the text of bytes in UTF-8. What is not UTF-8 becomes U+FFFD.
  public static String toUnicode(ByteString bytes) {
    return bytes.utf8();
  }

  /// Escapes text and makes links of the URLs in it, with the default options.
  public static String linkify(String text) {
    return linkify(text, LinkifyOptions.DEFAULT);
  }

  /// Escapes text and makes links of the URLs in it.
  public static String linkify(String text, LinkifyOptions options) {
    return new Linkifier(options).linkify(text);
  }
}
