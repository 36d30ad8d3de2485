// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.parser.ExpressionParser;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.parser.StoppingCondition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes nodes of the tokens of one template.
///
/// **Thread**: owner.
final class TemplateParser implements Parser {
  /// Words that only stand within a tag, besides the ends of tags.
  private static final Set<String> INNER_TAGS =
      Set.of("else", "elseif", "except", "finally", "meanwhile", "endverbatim");

  private final Tokens tokens;
  private final Language language;
  private final Expressions expressions;
  private final String source;
  private Definitions definitions = new Definitions();
  private final Deque<String> blocks = new ArrayDeque<>();
  private final FileModes modes;
  private final ParseListener listener;
  private @Nullable Token openTag;

  /// The bodies that are being read, within each other.
  private int bodies;

  /// The loops among them that a `break` may leave.
  private int loops;

  private boolean isExtending;

  TemplateParser(
      String source, Tokens tokens, Language language, FileModes modes, ParseListener listener) {
    this.source = source;
    this.tokens = tokens;
    this.language = language;
    this.modes = modes;
    this.listener = listener;
    this.expressions = new Expressions(this, language);
  }

  /// Reads the whole template. One that extends another keeps only what the other's blocks may need.
  Body parseAll() {
    Body body = nodesUntil(_ -> false);
    if (!isExtending) {
      return body;
    }
    List<RenderableNode> kept =
        body.getChildren().stream()
            .filter(node ->
                node instanceof SetNode
                    || node instanceof ImportNode
                    || node instanceof ExtendsNode)
            .toList();
    return new Body(body.getLineNumber(), kept);
  }

  /// Reads nodes, and leaves the first tag's name that stops it to be read. What `autoescape` changed in them ends with them.
  private Body nodesUntil(StoppingCondition stops) {
    Escaping escaping = modes.escaping();
    bodies++;
    listener.bodyBegins();
    Body body = nodes(stops);
    listener.bodyEnds(tokens.current());
    bodies--;
    modes.escaping(escaping);
    return body;
  }

  private Body nodes(StoppingCondition stops) {
    Token opened = openTag;
    var nodes = new ArrayList<RenderableNode>();
    int line = tokens.current().getLineNumber();
    while (!tokens.isEOF()) {
      Token token = tokens.current();
      tokens.next();
      switch (token.getType()) {
        case TEXT -> nodes.add(text(token));
        case PRINT_START -> nodes.add(print(token.getLineNumber()));
        case EXECUTE_START -> {
          if (tokens.current().test(Token.Type.NAME) && stops.evaluate(tokens.current())) {
            return new Body(line, nodes);
          }
          RenderableNode node = tag(tokens.current());
          if (node != null) {
            nodes.add(node);
          }
        }
        default -> throw error("expected text or a tag but was '" + token.getValue() + "'", line);
      }
    }
    if (opened != null) {
      throw error(opened.getValue() + " is not closed", opened.getLineNumber());
    }
    return new Body(line, nodes);
  }

  private TextNode text(Token token) {
    listener.text(token.getValue());
    return new TextNode(modes.whitespace().filter(token.getValue()), token.getLineNumber());
  }

  private PrintNode print(int line) {
    if (tokens.current().test(Token.Type.PRINT_END)) {
      throw error("expression is empty", line);
    }
    Expression<?> expression = expression();
    tokens.expect(Token.Type.PRINT_END);
    listener.printed(expression, modes.escaping(), line);
    return PrintNode.of(expression, modes.escaping(), line);
  }

  private @Nullable RenderableNode tag(Token name) {
    if (!name.test(Token.Type.NAME)) {
      throw error("tag has no name", name.getLineNumber());
    }
    Tag tag = language.tag(name.getValue());
    if (tag == null) {
      throw error(unknown(name.getValue()), name.getLineNumber());
    }
    Token outer = openTag;
    openTag = name;
    tokens.next();
    listener.tagBegins(name.getValue());
    RenderableNode node = tag.reader().read(this, name.getLineNumber());
    listener.tagEnds();
    openTag = outer;
    return node;
  }

  private String unknown(String name) {
    var others = new HashSet<String>(INNER_TAGS);
    language.tagNames().forEach(tag -> others.add("end" + tag));
    boolean closes = Set.of("end", "elif").contains(name) || others.contains(name);
    others.addAll(language.tagNames());
    return closes
        ? name + " stands in nothing that it could belong to"
        : "tag is unknown: " + name + Spelling.hint(name, others);
  }

  /// Makes an error about this template.
  ParserException error(String problem, int line) {
    return new ParserException(null, problem, line, tokens.getFilename());
  }

  FileModes modes() {
    return modes;
  }

  ParseListener listener() {
    return listener;
  }

  Definitions definitions() {
    return definitions;
  }

  Expression<?> expression() {
    return expressions.parseExpression();
  }

  /// Reads the name of another template, which has quotes around it unless it is computed.
  Expression<?> templateName() {
    Token first = tokens.current();
    Expression<?> name;
    try {
      name = expression();
    } catch (ParserException e) {
      boolean mayLackQuotes = !first.test(Token.Type.STRING) && !first.test(Token.Type.EXECUTE_END);
      throw mayLackQuotes
          ? error(RenderException.wording(e) + Names.LACKS_QUOTES, e.getLineNumber())
          : e;
    }
    if (name instanceof LiteralStringExpression literal) {
      definitions
          .references()
          .add(new Definitions.Reference(literal.getValue(), literal.getLineNumber()));
    }
    return name;
  }

  FilterInvocationExpression filter() {
    return expressions.parseFilterInvocationExpression();
  }

  ArgumentsNode arguments() {
    return expressions.parseArguments(false);
  }

  List<NamedArgumentNode> parameters() {
    return expressions.parseArguments(true).getNamedArgs();
  }

  String newVariable() {
    return expressions.parseNewVariableName();
  }

  String nameOrString() {
    Token token = tokens.current();
    return token.test(Token.Type.STRING)
        ? tokens.expect(Token.Type.STRING).getValue()
        : tokens.expect(Token.Type.NAME).getValue();
  }

  Token expect(Token.Type type, @Nullable String value) {
    return tokens.expect(type, value);
  }

  /// Goes past the next token if it is this one.
  boolean skip(Token.Type type, String value) {
    boolean is = tokens.current().test(type, value);
    if (is) {
      tokens.next();
    }
    return is;
  }

  void endTag() {
    tokens.expect(Token.Type.EXECUTE_END);
  }

  /// Reads up to the first tag that has one of these names, and leaves that name to be read.
  Body body(String... ends) {
    Set<String> names = Set.copyOf(Arrays.asList(ends));
    return nodesUntil(token -> names.contains(token.getValue()));
  }

  Body bodyOfLoop(String... ends) {
    loops++;
    Body body = body(ends);
    loops--;
    return body;
  }

  /// Reads what a `break` can't leave, and the name of the tag behind it.
  Body bodyOutsideLoops(String end) {
    Body body = bodyOutsideLoopsUntil(end);
    expect(Token.Type.NAME, end);
    return body;
  }

  /// Reads what a `break` can't leave, and the name of the tag behind it. Blocks in it are shown with it.
  Body bodyThatShowsBlocks(String end) {
    List<Definitions.Reference> outermost = definitions.lineage().outermost();
    int before = outermost.size();
    Body body = bodyOutsideLoops(end);
    outermost.subList(before, outermost.size()).clear();
    return body;
  }

  /// Reads what a `break` can't leave, as [#body] does.
  Body bodyOutsideLoopsUntil(String... ends) {
    int around = loops;
    loops = 0;
    Body body = body(ends);
    loops = around;
    return body;
  }

  /// Reads up to a tag and its name what is there for its blocks only.
  Definitions definitionsUntil(String end) {
    Definitions around = definitions;
    definitions = new Definitions();
    bodyOutsideLoops(end);
    Definitions inner = definitions;
    around.references().addAll(inner.references());
    around.embedded().add(inner.lineage());
    around.embedded().addAll(inner.embedded());
    definitions = around;
    return inner;
  }

  /// Makes a template that is a part of this one.
  CompiledTemplate part(Body body, Definitions inner) {
    return new CompiledTemplate(tokens.getFilename(), source, body, inner);
  }

  boolean inLoop() {
    return loops > 0;
  }

  void markExtends(Expression<?> name, int line) {
    if (bodies > 1) {
      throw error("extends stands within another tag", line);
    }
    if (isExtending) {
      throw error("extends stands here twice", line);
    }
    isExtending = true;
    definitions.lineage().extend(name, line);
  }

  @Override
  public RootNode parse(TokenStream stream) {
    throw new UnsupportedOperationException("this parser has its tokens already");
  }

  @Override
  public BodyNode subparse() {
    return nodesUntil(_ -> false);
  }

  @Override
  public BodyNode subparse(StoppingCondition stops) {
    return nodesUntil(stops);
  }

  @Override
  public Tokens getStream() {
    return tokens;
  }

  @Override
  public ExpressionParser getExpressionParser() {
    return expressions;
  }

  @Override
  public @Nullable String peekBlockStack() {
    return blocks.peek();
  }

  @Override
  public String popBlockStack() {
    return blocks.pop();
  }

  @Override
  public void pushBlockStack(String name) {
    blocks.push(name);
  }
}
