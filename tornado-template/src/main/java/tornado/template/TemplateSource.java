// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a [Loader] finds the texts of templates. Names have `/` between their parts and no `..` in them.
/// Its text says where it looks, such as `the folder /srv/templates`, for the message about a template that isn't there.
public interface TemplateSource {
  /// Returns the text of a template, or null if there is none of that name.
  ///
  /// @throws IOException if there is one that can't be read
  @Nullable String read(String name) throws IOException;

  /// Returns the names of all templates.
  ///
  /// @throws IOException if they can't be listed
  Set<String> names() throws IOException;

  /// Returns the files below a folder, in UTF-8. Links are followed.
  static TemplateSource files(Path root) {
    return new FileSource(root);
  }

  /// Returns templates by name, as they are in the map at the time. Tornado: `DictLoader`.
  static TemplateSource map(Map<String, String> templates) {
    return new MapSource(templates);
  }

  /// Returns the resources below a folder of a class loader's, in UTF-8. In a module the folder must not have the name of a package.
  static TemplateSource classPath(ClassLoader loader, String folder) {
    return new ClassPathSource(loader, folder);
  }
}
