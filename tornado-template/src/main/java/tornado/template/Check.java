// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Looks through all templates of a source for what is wrong without any page being rendered.
///
/// **Thread**: owner.
final class Check {
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
      } catch (TemplateError e) {
        errors.add(e);
      }
    }
    return List.copyOf(errors);
  }

  private void look(Definitions.Reference reference, CompiledTemplate template) {
    var place = List.of(new TemplateError.Position(template.getName(), reference.line()));
    String excerpt = template.line(reference.line());
    try {
      String name = Names.resolve(reference.name(), template.getName());
      if (!names.contains(name)) {
        errors.add(new TemplateError("template does not exist: " + name, place, excerpt, null));
      }
    } catch (TemplateError e) {
      errors.add(e.via(place, excerpt));
    }
  }
}
