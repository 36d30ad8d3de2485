// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks through all templates of a source for what is wrong without any page being rendered.
///
/// **Thread**: owner.
final class Check {
  private static final Pattern HTML_NAME = Pattern.compile(".*\\.x?html?", Pattern.DOTALL);

  private final Loader loader;
  private final Set<String> names;
  private final List<TemplateError> errors = new ArrayList<>();

  Check(TemplateSource source, Loader loader) {
    this.loader = loader;
    try {
      names = new TreeSet<>(source.names());
    } catch (IOException e) {
      throw new TemplateError("templates can't be listed: " + e.getMessage(), List.of(), null, e);
    }
  }

  List<TemplateError> errors() {
    for (String name : names) {
      try {
        CompiledTemplate template = loader.compiled(name, "");
        template.references().forEach(reference -> look(reference, template));
        lookForBlocks(template.lineage(), template);
        template.embedded().forEach(lineage -> lookForBlocks(lineage, template));
        if (isHTML(template)) {
          var places = new PlaceCheck(template);
          loader.compile(name, template.source(), places);
          errors.addAll(places.errors());
        }
      } catch (TemplateError e) {
        errors.add(e);
      }
    }
    return List.copyOf(errors);
  }

  /// What has no ending in its name is HTML if there is the end of an element in it.
  private static boolean isHTML(CompiledTemplate template) {
    String name = template.getName();
    return HTML_NAME.matcher(name).matches()
        || (name.indexOf('.', name.lastIndexOf('/') + 1) < 0 && template.source().contains("</"));
  }

  private void look(Definitions.Reference reference, CompiledTemplate template) {
    var place = List.of(new TemplateError.Position(template.getName(), reference.line()));
    String excerpt = template.line(reference.line());
    try {
      String name = Names.resolve(reference.name(), template.getName());
      if (!names.contains(name)) {
        errors.add(new TemplateError(loader.missing(name), place, excerpt, null));
      }
    } catch (TemplateError e) {
      errors.add(e.via(place, excerpt));
    }
  }

  /// Reports the blocks that are shown by no template of those that `lineage` extends.
  private void lookForBlocks(Lineage lineage, CompiledTemplate template) {
    Set<String> shown = lineage.parent() == null ? null : shown(lineage, template);
    if (shown == null) {
      return;
    }
    for (Definitions.Reference block : lineage.outermost()) {
      if (!shown.contains(block.name())) {
        errors.add(
            new TemplateError(
                "block is shown by no parent: " + block.name() + Spelling.hint(block.name(), shown),
                List.of(new TemplateError.Position(template.getName(), block.line())),
                template.line(block.line()),
                null));
      }
    }
  }

  /// Returns the blocks that parents have, or one of the family asks for; null if only rendering shows that.
  private @Nullable Set<String> shown(Lineage child, CompiledTemplate template) {
    var shown = new TreeSet<String>(child.asked());
    var parents = new HashSet<String>();
    Lineage next = child;
    CompiledTemplate from = template;
    while (next.parent() != null && !next.hasComputedNames()) {
      try {
        from = loader.compiled(next.parent().name(), from.getName());
      } catch (TemplateError ignored) {
        // Which is reported at its own place.
        return null;
      }
      if (!parents.add(from.getName())) {
        return null;
      }
      next = from.lineage();
      shown.addAll(from.blockNames());
      shown.addAll(next.asked());
    }
    return next.hasComputedNames() ? null : shown;
  }
}
