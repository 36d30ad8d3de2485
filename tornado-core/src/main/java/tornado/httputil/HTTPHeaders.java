// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/// Header fields: an ordered map from names to one or more values. Names are the same whatever their case; they are shown as
/// `Content-Type` and `X-Foo` (RFC 9110 §5).
///
/// A field may stand there several times; [#get] joins its values with a comma, [#getList] keeps them apart. [#add] checks what
/// came from a peer and throws [HTTPInputError]; [#set] checks what the application says and throws IllegalArgumentException.
///
/// Names and values lie in one array in the order they were added. Few fields are searched one by one; past 16 an index is kept,
/// so that any number of fields is read in linear time.
///
/// Tornado: `HTTPHeaders`.
///
/// **Thread**: owner.
public final class HTTPHeaders implements Iterable<HTTPHeaders.Field> {
  private static final int INDEX_FROM = 16;

  /// One field line.
  ///
  /// @param name in the normal form, such as `Content-Type`
  /// @param value without white space around it
  public record Field(String name, String value) {}

  /// Names at even places, values at odd ones.
  private String[] fields = new String[16];

  /// How many places are taken.
  private int size;

  /// The places of each name's fields, once there are many; null until then.
  private @Nullable Map<String, List<Integer>> index;

  /// The last value together with the lines that continue it, while these are read. Put together one by one, many lines
  /// would take quadratic time.
  private @Nullable StringBuilder folded;

  /// Makes an empty set of fields.
  public HTTPHeaders() {}

  /// Makes fields of a map. Tornado: the constructor with a dict.
  public static HTTPHeaders of(Map<String, String> fields) {
    var headers = new HTTPHeaders();
    fields.forEach(headers::set);
    return headers;
  }

  /// Reads field lines: each ends with CRLF or LF, a line that begins with white space continues the one before.
  ///
  /// @throws HTTPInputError if a line breaks RFC 9112 §5
  public static HTTPHeaders parse(String text) {
    var headers = new HTTPHeaders();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      headers.takeLine(text.substring(start, end));
      start = end + 1;
    }
    headers.unfold();
    return headers;
  }

  /// Reads field lines off `source`, in latin-1, as [#parse(String)] does. The empty line that ends a head may be among them.
  ///
  /// @param byteCount how many bytes to take off
  /// @throws HTTPInputError if a line breaks RFC 9112 §5
  public static HTTPHeaders parse(Buffer source, long byteCount) {
    return FieldLines.parse(source, byteCount);
  }

  /// Reads one field line, its end stripped; an empty one is ignored. As a callback for header lines it can be used directly.
  ///
  /// @throws HTTPInputError if the line breaks RFC 9112 §5
  public void parseLine(String line) {
    takeLine(line);
    unfold();
  }

  private void takeLine(String line) {
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\n') {
      end--;
    }
    if (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    if (end == 0) {
      return;
    }
    if (FieldLines.isSpace(line.charAt(0))) {
      continueLast(line.substring(0, end));
      return;
    }
    int colon = line.indexOf(':');
    if (colon < 0 || colon >= end) {
      throw new HTTPInputError(HTTPViolation.HEADER_NO_COLON, line);
    }
    add(line.substring(0, colon), FieldLines.trim(line, colon + 1, end));
  }

  /// Adds a field, as a peer sent it.
  ///
  /// @throws HTTPInputError if the name is no token or the value has a control character (RFC 9110 §5.1, §5.5)
  public void add(String name, String value) {
    String normal = HeaderName.normal(name);
    if (!Grammar.isToken(normal)) {
      throw new HTTPInputError(HTTPViolation.HEADER_NAME_INVALID, name);
    }
    if (!Grammar.isFieldValue(value)) {
      throw new HTTPInputError(HTTPViolation.HEADER_VALUE_INVALID, value);
    }
    append(normal, value);
  }

  /// Adds a field whose value may be any text without control characters: those of multipart parts are UTF-8.
  void addText(String name, String value) {
    if (!Grammar.isToken(name)) {
      throw new HTTPInputError(HTTPViolation.HEADER_NAME_INVALID, name);
    }
    if (!isText(value)) {
      throw new HTTPInputError(HTTPViolation.HEADER_VALUE_INVALID, value);
    }
    append(HeaderName.normal(name), value);
  }

  /// Adds every field of `others`.
  public void addAll(HTTPHeaders others) {
    for (int at = 0; at < others.size; at += 2) {
      append(others.fields[at], others.fields[at + 1]);
    }
  }

  /// Adds a field whose parts were checked already.
  ///
  /// @param name in the normal form
  void append(String name, String value) {
    unfold();
    if (size == fields.length) {
      fields = Arrays.copyOf(fields, size * 2);
    }
    fields[size] = name;
    fields[size + 1] = value;
    if (index != null) {
      index.computeIfAbsent(name, _ -> new ArrayList<>()).add(size);
    }
    size += 2;
    if (index == null && size > 2 * INDEX_FROM) {
      reindex();
    }
  }

  /// Replaces all values of a field. Tornado: `headers[name] = value`.
  ///
  /// @throws IllegalArgumentException if the name is no token, or the value has a control character other than tab, or one beyond
  ///     U+00FF
  public void set(String name, String value) {
    String normal = HeaderName.normal(name);
    checkName(normal);
    checkValue(normal, value);
    int at = find(normal, 0);
    if (at >= 0 && index == null && find(normal, at + 2) < 0) {
      fields[at + 1] = value;
      return;
    }
    if (at >= 0) {
      remove(normal);
    }
    append(normal, value);
  }

  /// Sets a field unless it is there. Tornado: `setdefault`.
  ///
  /// @throws IllegalArgumentException as [#set]
  public void setIfAbsent(String name, String value) {
    if (!contains(name)) {
      set(name, value);
    }
  }

  /// Returns the values of a field joined with a comma, or null if there is none. Tornado: `headers[name]`.
  public @Nullable String get(String name) {
    String normal = HeaderName.normal(name);
    int at = find(normal, 0);
    if (at < 0) {
      return null;
    }
    boolean single = index == null ? find(normal, at + 2) < 0 : getPlaces(normal).size() == 1;
    return single ? fields[at + 1] : String.join(",", getList(normal));
  }

  /// Returns what [#get(String)] does, or `otherwise` instead of null.
  public String get(String name, String otherwise) {
    String value = get(name);
    return value == null ? otherwise : value;
  }

  /// Returns the values of a field in order; empty if there is none.
  public List<String> getList(String name) {
    String normal = HeaderName.normal(name);
    var values = new ArrayList<String>();
    if (index != null) {
      getPlaces(normal).forEach(at -> values.add(fields[at + 1]));
    } else {
      for (int at = find(normal, 0); at >= 0; at = find(normal, at + 2)) {
        values.add(fields[at + 1]);
      }
    }
    return values;
  }

  /// Returns every field line in order.
  public List<Field> getAll() {
    var all = new ArrayList<Field>(size / 2);
    forEach((name, value) -> all.add(new Field(name, value)));
    return all;
  }

  /// Tells whether a field is there, in whatever case.
  public boolean contains(String name) {
    return find(HeaderName.normal(name), 0) >= 0;
  }

  /// Removes all values of a field; one that isn't there is fine.
  public void remove(String name) {
    String normal = HeaderName.normal(name);
    int kept = 0;
    for (int at = 0; at < size; at += 2) {
      if (!fields[at].equals(normal)) {
        fields[kept] = fields[at];
        fields[kept + 1] = fields[at + 1];
        kept += 2;
      }
    }
    if (kept < size) {
      size = kept;
      index = null;
      if (size > 2 * INDEX_FROM) {
        reindex();
      }
    }
  }

  /// Removes every field.
  public void clear() {
    size = 0;
    index = null;
  }

  /// Returns the names in the order they were first added.
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (int at = 0; at < size; at += 2) {
      names.add(fields[at]);
    }
    return names;
  }

  /// Returns the number of names.
  public int size() {
    return names().size();
  }

  /// Tells whether there is no field.
  public boolean isEmpty() {
    return size == 0;
  }

  /// Returns the same fields, to be changed on their own.
  public HTTPHeaders copy() {
    var copy = new HTTPHeaders();
    copy.fields = fields.clone();
    copy.size = size;
    if (index != null) {
      copy.reindex();
    }
    return copy;
  }

  /// Calls `action` with the name and value of every field line, in order.
  public void forEach(BiConsumer<String, String> action) {
    for (int at = 0; at < size; at += 2) {
      action.accept(fields[at], fields[at + 1]);
    }
  }

  @Override
  public Iterator<Field> iterator() {
    return getAll().iterator();
  }

  /// Tells whether the other has the same names with the same values, whatever the order of the names.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HTTPHeaders headers && asMap().equals(headers.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  /// Returns a line `Name: value` for each field.
  @Override
  public String toString() {
    var text = new StringBuilder();
    forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  /// Appends a continuation line to the last value, with one space between (obs-fold, RFC 9112 §5.2). [#unfold] has to follow.
  void continueLast(String line) {
    String more = FieldLines.trim(line, 0, line.length());
    fold(line, more, Grammar.isFieldValue(more));
  }

  /// Like [#continueLast], for values as in [#addText].
  void continueLastText(String line) {
    fold(line, FieldLines.trim(line, 0, line.length()), isText(line));
  }

  private void fold(String line, String more, boolean valid) {
    if (size == 0) {
      throw new HTTPInputError(HTTPViolation.FOLD_BEFORE_FIRST_HEADER, line);
    }
    if (!valid) {
      throw new HTTPInputError(HTTPViolation.HEADER_VALUE_INVALID, line);
    }
    if (folded == null) {
      folded = new StringBuilder(fields[size - 1]);
    }
    folded.append(folded.isEmpty() || more.isEmpty() ? "" : " ").append(more);
  }

  /// Ends the last value: no line continues it.
  void unfold() {
    if (folded != null) {
      fields[size - 1] = folded.toString();
      folded = null;
    }
  }

  private static boolean isText(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private Map<String, List<String>> asMap() {
    var map = new HashMap<String, List<String>>();
    forEach((name, value) -> map.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    return map;
  }

  /// Returns the place of the first field `name` from `from` on, or -1.
  private int find(String name, int from) {
    if (index != null && from == 0) {
      List<Integer> places = index.get(name);
      return places == null ? -1 : places.getFirst();
    }
    if (HeaderName.isKnown(name)) {
      return findKnown(name, from);
    }
    for (int at = from; at < size; at += 2) {
      if (fields[at].equals(name)) {
        return at;
      }
    }
    return -1;
  }

  /// Finds a name that only one object spells.
  @SuppressWarnings("ReferenceEquality") // which is why equality need not be asked for
  private int findKnown(String name, int from) {
    for (int at = from; at < size; at += 2) {
      if (fields[at] == name) {
        return at;
      }
    }
    return -1;
  }

  private List<Integer> getPlaces(String name) {
    List<Integer> places = index == null ? null : index.get(name);
    return places == null ? List.of() : places;
  }

  private void reindex() {
    var made = new HashMap<String, List<Integer>>();
    for (int at = 0; at < size; at += 2) {
      made.computeIfAbsent(fields[at], _ -> new ArrayList<>()).add(at);
    }
    index = made;
  }

  private static void checkName(String name) {
    if (!HeaderName.isKnown(name) && !Grammar.isToken(name)) {
      throw new IllegalArgumentException("header name is no token: " + HTTPInputError.quote(name));
    }
  }

  private static void checkValue(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!Grammar.isFieldContent(value.charAt(i))) {
        throw new IllegalArgumentException(
            "Unsafe header value of " + name + ": " + HTTPInputError.quote(value));
      }
    }
  }
}
