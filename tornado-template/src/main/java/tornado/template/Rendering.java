// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.Hierarchy;
import io.pebbletemplates.pebble.template.ScopeChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rendering of one template for one page, with those it extends. One that it includes has its own, over the same variables.
///
/// **Thread**: owner.
final class Rendering extends EvaluationContextImpl {
  /// What to do after a node.
  enum Jump {
    /// Go on with the next.
    NONE,
    /// Leave the loop.
    BREAK,
    /// Go on with the loop's next value.
    CONTINUE
  }

  private final PageRun run;

  /// The template and those it extends, from the child up.
  private final List<CompiledTemplate> family = new ArrayList<>(2);

  private Map<String, Macro> imported;
  private Jump jump = Jump.NONE;

  private Rendering(
      CompiledTemplate template, PageRun run, ScopeChain variables, Map<String, Macro> imported) {
    super(
        template,
        run.loader().strict(),
        Locale.ROOT,
        -1,
        run.loader().language(),
        null,
        null,
        List.of(),
        Map.of(),
        variables,
        new Hierarchy(template),
        null);
    this.run = run;
    this.imported = imported;
    family.add(template);
  }

  /// Starts a page.
  static Rendering start(CompiledTemplate template, PageRun run) {
    var variables = new ScopeChain();
    // A copy, since templates set variables.
    variables.pushScope(new HashMap<>(run.namespace()));
    return new Rendering(template, run, variables, Map.of());
  }

  /// Returns the rendering of a template that this one includes.
  Rendering forInclude(CompiledTemplate template) {
    return new Rendering(template, run, getScopeChain(), imported);
  }

  PageRun run() {
    return run;
  }

  Jump jump() {
    return jump;
  }

  void jump(Jump next) {
    jump = next;
  }

  /// Ends a jump at the loop it belongs to.
  ///
  /// @return whether the loop is to be left
  boolean takeBreak() {
    boolean leaves = jump == Jump.BREAK;
    jump = Jump.NONE;
    return leaves;
  }

  /// Notes that the uppermost template extends `parent`.
  void extend(CompiledTemplate parent) {
    family.add(parent);
    getHierarchy().pushAncestor(parent);
  }

  /// Makes a macro of another template callable here.
  void importMacro(String name, Macro macro) {
    var macros = new HashMap<>(imported);
    macros.put(name, macro);
    imported = macros;
  }

  /// Returns the macro of that name which `self`, its family or an import has, or null.
  @Nullable Macro macro(String name, CompiledTemplate self) {
    Macro macro = self.macro(name);
    for (int i = 0; i < family.size() && macro == null; i++) {
      macro = family.get(i).macro(name);
    }
    return macro == null ? imported.get(name) : macro;
  }
}
