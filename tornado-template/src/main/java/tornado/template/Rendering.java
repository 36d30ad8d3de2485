// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

  /// How deep everything was nested at a time.
  record Mark(int variables, int level, int depth, @Nullable Trail trail) {}

  private final PageRun run;
  private final Variables variables;
  private final Family family;
  private Map<String, Macro> imported;
  private Jump jump = Jump.NONE;

  private Rendering(Family family, PageRun run, Variables variables, Map<String, Macro> imported) {
    super(
        null,
        run.loader().strict(),
        run.locale(),
        -1,
        run.loader().language(),
        null,
        null,
        List.of(),
        Map.of(),
        variables,
        family,
        null);
    this.run = run;
    this.variables = variables;
    this.family = family;
    this.imported = imported;
  }

  /// Starts a page.
  static Rendering start(CompiledTemplate template, PageRun run) {
    return new Rendering(new Family(template), run, new Variables(run.namespace()), Map.of());
  }

  /// Returns the rendering of a template that this one includes.
  Rendering forInclude(CompiledTemplate template) {
    return new Rendering(new Family(template), run, variables, imported);
  }

  /// Copies this one for a part that is rendered beside the page, and returns what makes a rendering of the copy there.
  Supplier<Rendering> copyForDeferred(CompiledTemplate self, int line) {
    Map<String, @Nullable Object> visible = variables.visible();
    Family familyNow = family.copy();
    Map<String, Macro> importedNow = imported;
    int depth = run.depth();
    var trail = new Trail(self.getName(), line, Way.WITHIN, run.trail());
    return () -> {
      var inner = new PageRun(run.loader(), visible);
      inner.leave(depth);
      inner.trail(trail);
      return new Rendering(familyNow, inner, new Variables(visible), importedNow);
    };
  }

  PageRun run() {
    return run;
  }

  Variables variables() {
    return variables;
  }

  Family family() {
    return family;
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

  Mark mark() {
    return new Mark(variables.depth(), family.level(), run.depth(), run.trail());
  }

  /// Leaves what a failure left half done.
  void backTo(Mark mark) {
    variables.backTo(mark.variables());
    family.backTo(mark.level());
    run.leave(mark.depth());
    run.trail(mark.trail());
  }

  /// Makes a macro of another template callable here.
  void importMacro(String name, Macro macro) {
    var macros = new HashMap<>(imported);
    macros.put(name, macro);
    imported = macros;
  }

  /// Returns the names of what may be called, for who has misspelt one.
  Set<String> callable() {
    var names = new HashSet<String>(BuiltIns.FUNCTIONS.keySet());
    names.addAll(Set.of("max", "min", "block", "parent"));
    names.addAll(imported.keySet());
    names.addAll(family.macroNames());
    run.namespace()
        .forEach((name, value) -> {
          if (value instanceof TemplateFunction) {
            names.add(name);
          }
        });
    return names;
  }

  /// Returns the names of the values that `self` sees now, for who has misspelt one.
  Set<String> visible(CompiledTemplate self) {
    var names = new HashSet<String>(variables.visible().keySet());
    for (Macro macro : self.macros().values()) {
      macro.node().parameters().forEach(parameter -> names.add(parameter.getName()));
    }
    // A macro sees its parameters only, and the page none of them.
    names.removeIf(name -> !variables.containsKey(name));
    return names;
  }

  /// Returns the macro of that name which `self` sees, or null. One whose macros are imported sees its own first. In a family the child's come
  /// first, then imported ones, then those of its parents.
  @Nullable Macro macro(String name, CompiledTemplate self) {
    Macro macro = family.contains(self) ? null : self.macro(name);
    if (macro == null) {
      macro = family.child().macro(name);
    }
    if (macro == null) {
      macro = imported.get(name);
    }
    return macro == null ? family.macro(name) : macro;
  }
}
