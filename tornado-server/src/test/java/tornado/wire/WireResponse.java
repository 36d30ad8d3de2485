// SPDX-License-Identifier: Apache-2.0
package tornado.wire;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A response as it came, cut into its parts.
///
/// @param statusLine such as `HTTP/1.1 200 OK`
/// @param fields the field lines in order
/// @param body the bytes as latin-1, without chunks
public record WireResponse(String statusLine, List<String> fields, String body) {
  /// Cuts a head, its empty line included.
  static WireResponse of(String head, String body) {
    List<String> lines = List.of(head.split("\r\n"));
    return new WireResponse(lines.getFirst(), lines.subList(1, lines.size()), body);
  }

  /// Returns the status code.
  public int code() {
    return Integer.parseInt(statusLine.substring(9, 12));
  }

  /// Returns the status code and the reason phrase.
  public String status() {
    return statusLine.substring(9);
  }

  /// Returns the values of a field, whatever the case of its name.
  public List<String> all(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ": ";
    return fields.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  /// Returns the values of a field with commas between; empty if there is none.
  public String field(String name) {
    return String.join(",", all(name));
  }

  /// Returns the names of the fields in order.
  public Stream<String> names() {
    return fields.stream().map(line -> line.substring(0, line.indexOf(':')));
  }
}
