// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Splits CSV (RFC 4180) into rows, as forgivingly as Python's reader: a quote within a cell that does not begin with one is a character
/// like others, and what follows a closing quote belongs to the cell.
///
/// **Thread**: owner.
final class CSVReader {
  private final String text;
  private int at;
  private int line = 1;
  private boolean closed = true;

  CSVReader(String text) {
    this.text = text;
  }

  /// A row.
  ///
  /// @param line where it begins, from 1
  /// @param closed whether each quoted cell ends; else the cell is all the rest of the file
  record Row(int line, List<String> cells, boolean closed) {}

  /// Reads the next row; null behind the last. An empty line is a row of one empty cell.
  @Nullable Row next() {
    if (at == text.length()) {
      return null;
    }
    int start = line;
    var cells = new ArrayList<String>();
    cells.add(cell());
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      cells.add(cell());
    }
    if (at < text.length()) {
      passLineEnd();
    }
    return new Row(start, cells, closed);
  }

  private String cell() {
    var cell = new StringBuilder();
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      appendQuoted(cell);
    }
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return cell.append(text, start, at).toString();
  }

  /// Reads up to the closing quote. Two quotes are one that does not close; a line ends as in a program's text, however the file has it.
  private void appendQuoted(StringBuilder cell) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        if (!text.startsWith("\"", at)) {
          return;
        }
      }
      if (c == '\n' || c == '\r') {
        passLineEnd();
        cell.append('\n');
      } else {
        at++;
        cell.append(c);
      }
    }
    closed = false;
  }

  private void passLineEnd() {
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line++;
  }
}
