// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A template that could not be read or rendered. The message ends with where: `message at c.html:1 (via b.html:1, a.html:1)`.
///
/// What the program's own functions, getters and modules throw is the cause. An exception of this library, such as an HTTPError, comes
/// through as it is, with one of these among its suppressed ones.
///
/// **Thread**: any.
public sealed class TemplateError extends TornadoException permits ParseError {
  private static final long serialVersionUID = 1L;

  /// How many places behind the first the message names.
  private static final int SHOWN = 8;

  /// How much of a text from outside a message shows.
  private static final int SHOWN_CHARS = 64;

  private final String problem;
  private final transient List<Position> positions;
  private final @Nullable String excerpt;

  /// A place in a template.
  ///
  /// @param file the template's name
  /// @param line counted from 1; 0 if it is not in any
  public record Position(String file, int line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  TemplateError(
      String problem,
      List<Position> positions,
      @Nullable String excerpt,
      @Nullable Throwable cause) {
    super(problem + where(positions), cause);
    this.problem = problem;
    this.positions = List.copyOf(positions);
    this.excerpt = excerpt;
  }

  /// Returns a text that may come from outside as messages show it: on one line, and cut.
  static String shown(String text) {
    return text.substring(0, Math.min(text.length(), SHOWN_CHARS)).replaceAll("\\p{Cntrl}", "?");
  }

  private static String where(List<Position> positions) {
    if (positions.isEmpty()) {
      return "";
    }
    List<Position> outer = positions.subList(1, positions.size());
    var via = new StringBuilder();
    for (Position position : outer.subList(0, Math.min(outer.size(), SHOWN))) {
      via.append(via.isEmpty() ? " (via " : ", ").append(position);
    }
    if (outer.size() > SHOWN) {
      via.append(", and ").append(outer.size() - SHOWN).append(" more");
    }
    return " at " + positions.getFirst() + (via.isEmpty() ? "" : via.append(')'));
  }

  /// Returns the message without the places.
  public final String problem() {
    return problem;
  }

  /// Returns where it happened: first the place itself, then what included, called or extended it, from the inside out. Empty if it has
  /// to do with no template, as when the one asked for doesn't exist.
  public final List<Position> positions() {
    return positions;
  }

  /// Returns the line of the template where it happened, without the white space around it, or null if there is none.
  public final @Nullable String excerpt() {
    return excerpt;
  }

  /// Returns the same error with places added behind its own, and the excerpt if it has none itself.
  TemplateError via(List<Position> outer, @Nullable String outerExcerpt) {
    var error = copy(problem, joined(outer), excerpt == null ? outerExcerpt : excerpt, getCause());
    error.setStackTrace(getStackTrace());
    return error;
  }

  TemplateError copy(
      String problem,
      List<Position> positions,
      @Nullable String excerpt,
      @Nullable Throwable cause) {
    return new TemplateError(problem, positions, excerpt, cause);
  }

  private List<Position> joined(List<Position> outer) {
    var all = new ArrayList<Position>(positions);
    all.addAll(outer);
    return all;
  }
}
