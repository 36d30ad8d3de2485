// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.expression.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds values that are escaped as `html` and stand where that is not enough. What another template has around its text can't be told,
/// nor what values are when the page is rendered, so it is a guess that leaves out what may be right.
///
/// **Thread**: owner.
final class PlaceCheck implements ParseListener {
  /// Tags whose bodies don't stand, or not as they are, in the text around them.
  private static final Set<String> APART = Set.of("apply", "embed", "filter", "macro");

  /// Tags that print something of their own.
  private static final Set<String> PRINTING =
      Set.of("apply", "embed", "filter", "include", "module", "raw");

  /// Tags whose bodies may be left out, unless there is an `else`.
  private static final Set<String> SKIPPING = Set.of("for", "if", "while");

  private final CompiledTemplate template;
  private final OpenValues values = new OpenValues();
  private final List<TemplateError> errors = new ArrayList<>();
  private final Deque<Open> tags = new ArrayDeque<>();
  private Place place = Place.START;

  PlaceCheck(CompiledTemplate template) {
    this.template = template;
    tags.push(new Open("", Place.START));
  }

  /// A tag that is being read.
  private static final class Open {
    private final String name;
    private final Place start;
    private final List<Place> ends = new ArrayList<>();
    private boolean hasElse;

    /// Whether only blocks count of what it holds.
    private boolean holdsBlocks;

    Open(String name, Place start) {
      this.name = name;
      this.start = start;
      this.holdsBlocks = name.equals("embed");
    }

    /// Returns the place where each of its bodies begins.
    Place bodyStart() {
      return APART.contains(name) ? Place.START : start;
    }

    /// Returns the place behind the tag: where all its bodies lead to, or if they differ where it began.
    Place end() {
      if (APART.contains(name) || ends.isEmpty()) {
        return PRINTING.contains(name) ? start.afterValue() : start;
      }
      Place end = SKIPPING.contains(name) && !hasElse ? start : ends.getFirst();
      for (Place other : ends) {
        Place either = end.or(other);
        if (either == null) {
          return start;
        }
        end = either;
      }
      return end;
    }
  }

  List<TemplateError> errors() {
    return errors;
  }

  @Override
  public void text(String text) {
    if (!current().holdsBlocks) {
      place = place.after(text);
    }
  }

  @Override
  public void printed(Expression<?> value, Escaping escaping, int line) {
    if (current().holdsBlocks) {
      return;
    }
    if (escaping == Escaping.HTML) {
      look(value, line);
    }
    place = place.afterValue();
  }

  @Override
  public void variable(String name, @Nullable Expression<?> value) {
    values.variable(name, value);
  }

  @Override
  public void tagBegins(String name) {
    if (name.equals("extends")) {
      current().holdsBlocks = true;
    }
    tags.push(new Open(name, current().holdsBlocks ? Place.START : place));
  }

  @Override
  public void tagEnds() {
    place = tags.pop().end();
  }

  @Override
  public void bodyBegins() {
    place = current().bodyStart();
  }

  @Override
  public void bodyEnds(Token next) {
    current().ends.add(place);
    current().hasElse |= next.test(Token.Type.NAME, "else");
  }

  private Open current() {
    return tags.getFirst();
  }

  private void look(Expression<?> value, int line) {
    PlaceRole role = PlaceRole.of(place);
    String open = role == PlaceRole.ADDRESS ? values.findFirst(value) : values.find(value);
    if (open != null && role != PlaceRole.TEXT) {
      var position = new TemplateError.Position(template.getName(), line);
      String problem =
          role.advice(TemplateError.shown(open), TemplateError.shown(place.attribute()));
      errors.add(new TemplateError(problem, List.of(position), template.line(line), null));
    }
  }
}
