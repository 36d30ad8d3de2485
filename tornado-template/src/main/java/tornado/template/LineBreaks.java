// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `value | nl2br`: HTML, with `<br />` for the ends of lines, and text escaped as it is where the filter stands. Pebble makes text of it,
/// whose breaks show only to those who print it raw, and then all of it is. It extends Pebble's filter because Pebble leaves its mark for
/// what is safe on nothing but that.
///
/// **Thread**: any.
final class LineBreaks extends EscapeFilter {
  private static final Pattern LINE_END = Pattern.compile("\r\n?|\n");

  /// The escaping where the filter stands, as Pebble passes arguments.
  private record InForce(Escaping escaping, int line) implements Expression<Escaping> {
    @Override
    public Escaping evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
      return escaping;
    }

    @Override
    public int getLineNumber() {
      return line;
    }

    @Override
    public void accept(NodeVisitor visitor) {
      visitor.visit(this);
    }
  }

  /// Returns the filter as it is called where `escaping` is in force. In a script and the like the whole of it will be escaped for that place, so
  /// that it is HTML within.
  static FilterInvocationExpression calledWithin(Escaping escaping, String name, int line) {
    var inForce = new InForce(escaping.takesMarkup() ? escaping : Escaping.HTML, line);
    var arguments = new ArgumentsNode(List.of(new PositionalArgumentNode(inForce)), null, line);
    return new FilterInvocationExpression(name, arguments, line);
  }

  @Override
  public List<String> getArgumentNames() {
    return List.of("escaping");
  }

  @Override
  public @Nullable Object apply(
      @Nullable Object input,
      Map<String, Object> arguments,
      PebbleTemplate self,
      EvaluationContext context,
      int line) {
    if (input == null) {
      return null;
    }
    var escaping = (Escaping) Objects.requireNonNull(arguments.get("escaping"));
    Printable.check(input, escaping, context);
    var page = Page.part();
    page.print(input, escaping);
    String html = LINE_END.matcher(page.toString()).replaceAll("<br />");
    // What nothing was done to may be set into a variable, and printed where it isn't safe.
    return escaping == Escaping.NONE && !(input instanceof SafeString) ? html : new SafeHTML(html);
  }
}
