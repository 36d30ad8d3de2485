// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.ScopeChain;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `{% for x in values %}`, `{% else %}` for no values, `{% endfor %}`. Maps give their entries, null gives nothing.
///
/// **Thread**: any.
final class ForNode extends PageNode {
  private final String variable;
  private final Expression<?> values;
  private final Body body;
  private final @Nullable Body otherwise;

  private ForNode(
      String variable, Expression<?> values, Body body, @Nullable Body otherwise, int line) {
    super(line);
    this.variable = variable;
    this.values = values;
    this.body = body;
    this.otherwise = otherwise;
  }

  static ForNode parse(TemplateParser parser, int line) {
    String variable = parser.newVariable();
    parser.expect(Token.Type.NAME, "in");
    Expression<?> values = parser.expression();
    parser.endTag();
    parser.listener().variable(variable, values);
    Body body = parser.bodyOfLoop("else", "endfor");
    Body otherwise = null;
    if (parser.skip(Token.Type.NAME, "else")) {
      parser.endTag();
      otherwise = parser.body("endfor");
    }
    parser.expect(Token.Type.NAME, "endfor");
    parser.endTag();
    return new ForNode(variable, values, body, otherwise, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    Object evaluated = values.evaluate(self, rendering);
    Iterator<?> iterator = evaluated == null ? Collections.emptyIterator() : iterator(evaluated);
    if (evaluated != null && iterator.hasNext()) {
      ScopeChain scopes = rendering.getScopeChain();
      scopes.pushScope();
      loop(iterator, new Loop(evaluated), self, page, rendering);
      scopes.popScope();
    } else if (otherwise != null) {
      otherwise.render(self, page, rendering);
    }
  }

  private void loop(
      Iterator<?> iterator, Loop loop, CompiledTemplate self, Page page, Rendering rendering) {
    ScopeChain scopes = rendering.getScopeChain();
    scopes.put("loop", loop);
    while (iterator.hasNext()) {
      scopes.put(variable, iterator.next());
      loop.next();
      loop.last(!iterator.hasNext());
      body.render(self, page, rendering);
      if (rendering.takeBreak()) {
        return;
      }
    }
  }

  private static Iterator<?> iterator(Object values) {
    return switch (values) {
      case Iterable<?> iterable -> iterable.iterator();
      case Map<?, ?> map -> map.entrySet().iterator();
      case Object array when array.getClass().isArray() ->
          IntStream.range(0, Array.getLength(array)).mapToObj(i -> Array.get(array, i)).iterator();
      default ->
          throw new PebbleException(
              null, "no list, map or array: " + values.getClass().getSimpleName());
    };
  }
}
