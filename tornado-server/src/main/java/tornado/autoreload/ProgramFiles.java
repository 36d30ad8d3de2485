// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a program is made of: the folders and jars of its class path and module path, and its sources where `java` compiles them. Those
/// of the JDK are none of it.
///
/// **Thread**: any.
final class ProgramFiles {
  private ProgramFiles() {}

  /// Returns what to watch for a program of this JVM's paths.
  static Set<Root> of(CommandLine command) {
    return of(
        command, System.getProperty("java.class.path"), System.getProperty("jdk.module.path"));
  }

  static Set<Root> of(
      CommandLine command, @Nullable String classPath, @Nullable String modulePath) {
    var roots = new LinkedHashSet<Root>();
    for (String path : new @Nullable String[] {classPath, modulePath}) {
      entries(path).forEach(entry -> roots.add(Root.classes(Path.of(entry))));
    }
    Path jar = command.jar();
    if (jar != null) {
      roots.add(Root.all(jar));
    }
    Path source = command.sourceFile();
    if (source != null) {
      roots.add(Root.all(source));
      roots.add(Root.sources(source.resolveSibling("")));
    }
    return roots;
  }

  private static List<String> entries(@Nullable String path) {
    return path == null
        ? List.of()
        : List.of(path.split(File.pathSeparator, -1)).stream()
            .filter(entry -> !entry.isEmpty())
            .toList();
  }
}
