// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the rules are about: the published modules, and the fixtures that break the rules.
final class Codebase {
  /// The root package of everything published.
  static final String TORNADO = "tornado";

  /// The root package of the classes that break one rule each.
  static final String FIXTURE = "fixture";

  private static final Path ROOT = Path.of(System.getProperty("tornado.root", "../..")).normalize();

  private Codebase() {}

  /// A published module: a folder of the root named `tornado-*` that has a module descriptor.
  record PublishedModule(String name, Path sources, Path classes) {}

  static Path root() {
    return ROOT;
  }

  static List<PublishedModule> modules() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("tornado-"))
          .filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
          .sorted()
          .map(Codebase::module)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PublishedModule module(Path folder) {
    Path classes = folder.resolve("target/classes");
    if (!Files.exists(classes.resolve("module-info.class"))) {
      throw new IllegalStateException(
          folder + " is not compiled: run mvn -pl checks/architecture -am verify");
    }
    return new PublishedModule(
        folder.getFileName().toString(), folder.resolve("src/main/java"), classes);
  }

  static JavaClasses published() {
    return Published.CLASSES;
  }

  static JavaClasses fixtures() {
    return new ClassFileImporter().importPath(fixtureClasses());
  }

  static Path fixtureSources() {
    return ROOT.resolve("checks/architecture/src/test/java/fixture");
  }

  private static Path fixtureClasses() {
    return ROOT.resolve("checks/architecture/target/test-classes/fixture");
  }

  /// Imported once for all rules.
  private static final class Published {
    static final JavaClasses CLASSES =
        new ClassFileImporter()
            .importPaths(modules().stream().map(PublishedModule::classes).toList());
  }
}
