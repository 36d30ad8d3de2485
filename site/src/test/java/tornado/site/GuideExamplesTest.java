// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of the guide compile: classes, and expressions, which may use the classes of their page.
class GuideExamplesTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern EXPRESSION =
      Pattern.compile("^(Application|AsyncHTTPClientOptions)\\.");
  private static final String IMPORTS =
      """
      import module java.base;
      import static org.assertj.core.api.Assertions.*;
      import okio.BufferedSource;
      import okio.ByteString;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.api.extension.RegisterExtension;
      import tornado.escape.*;
      import tornado.filters.*;
      import tornado.httpclient.*;
      import tornado.httputil.*;
      import tornado.ioloop.*;
      import tornado.locale.*;
      import tornado.template.*;
      import tornado.testing.*;
      import tornado.web.*;
      """;

  @TempDir private Path classes;

  private static final class TextFile extends SimpleJavaFileObject {
    private final String text;

    TextFile(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  @ParameterizedTest
  @CsvSource({"handlers, 10", "client, 7", "testing, 6", "templates, 4", "locales, 2"})
  void examplesCompile(String name, int more) throws IOException {
    List<String> examples = examples(name);

    assertThat(examples).hasSizeGreaterThan(more);
    assertThat(errors(page(examples))).isEmpty();
  }

  private static List<String> examples(String name) {
    Stream<MatchResult> found = EXAMPLE.matcher(Guide.source(name)).results();
    return found.map(match -> match.group(1)).toList();
  }

  /// Puts the examples of a page into one class.
  private static String page(List<String> examples) {
    var text = new StringBuilder(IMPORTS + "class ExamplePage {\n");
    for (int i = 0; i < examples.size(); i++) {
      String example = examples.get(i);
      text.append(
          EXPRESSION.matcher(example).find()
              ? "Object example%d() {\nreturn %s;\n}\n".formatted(i, example)
              : example);
    }
    return text.append("}\n").toString();
  }

  private List<String> errors(String text) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(classes.toFile()));
      var units = List.of(new TextFile("ExamplePage", text));
      compiler.getTask(null, files, diagnostics, List.of("-proc:none"), null, units).call();
    }
    return diagnostics.getDiagnostics().stream().map(Object::toString).toList();
  }
}
