// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Which names a program of one file has to import one by one, since two of the modules have them whose packages it imports. Asks the compiler
/// about every class in the jars of `target/lib` and in Java's base.
class OneFileNamesDemoTest {
  private static final Path LIB = Path.of("target", "lib");
  private static final Pattern CLASS = Pattern.compile("(?:.*/)?([A-Z]\\w*)\\.class");
  private static final Pattern AMBIGUOUS = Pattern.compile("reference to (\\w+) is ambiguous");

  @Test
  void readmeListsThem() throws IOException {
    Set<String> all = names();

    Set<String> ambiguous = ambiguous(all, "tornado.server", "tornado.client", "java.sql");

    ambiguous.removeAll(ambiguous(all));
    assertThat(ambiguous).isEqualTo(listed());
  }

  /// Returns the names of the one paragraph of README that is about them.
  private static Set<String> listed() throws IOException {
    String paragraph =
        Stream.of(Files.readString(Path.of("..", "README.md")).split("\n\n"))
            .filter(text -> text.startsWith("Names that two modules have"))
            .collect(joining());
    return Pattern.compile("`([A-Z]\\w*)`")
        .matcher(paragraph)
        .results()
        .map(found -> found.group(1))
        .collect(toCollection(TreeSet::new));
  }

  /// Returns the names of classes, public or not, of which there are two.
  private static Set<String> names() throws IOException {
    var names = new TreeMap<String, Integer>();
    for (ModuleReference module : ModuleFinder.of(LIB).findAll()) {
      addNames(module, names);
    }
    addNames(ModuleFinder.ofSystem().find("java.base").orElseThrow(), names);
    addNames(ModuleFinder.ofSystem().find("java.sql").orElseThrow(), names);
    names.values().removeIf(count -> count == 1);
    return names.keySet();
  }

  private static void addNames(ModuleReference module, Map<String, Integer> names)
      throws IOException {
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      files
          .map(CLASS::matcher)
          .filter(name -> name.matches() && name.group(1).indexOf('$') < 0)
          .forEach(name -> names.merge(name.group(1), 1, Integer::sum));
    }
  }

  /// Returns which of the names the compiler can't tell apart in a program that imports the modules.
  private static Set<String> ambiguous(Set<String> names, String... modules) {
    String imports = Stream.of(modules).map("import module %s;\n"::formatted).collect(joining());
    String uses = names.stream().map("  { %s it; }\n"::formatted).collect(joining());
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    List<String> options =
        List.of(
            "-p",
            LIB.toString(),
            "--add-modules",
            "ALL-MODULE-PATH",
            "-proc:none",
            "-Xmaxerrs",
            Integer.toString(names.size()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    compiler
        .getTask(
            Writer.nullWriter(),
            null,
            diagnostics,
            options,
            null,
            List.of(new Source(imports + "void main() {\n" + uses + "}\n")))
        .call();
    return diagnostics.getDiagnostics().stream()
        .map(diagnostic -> AMBIGUOUS.matcher(diagnostic.getMessage(null)))
        .flatMap(found -> found.results().map(OneFileNamesDemoTest::name))
        .collect(toCollection(TreeSet::new));
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }

  /// A program in memory.
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    private Source(String text) {
      super(URI.create("string:///Program.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
