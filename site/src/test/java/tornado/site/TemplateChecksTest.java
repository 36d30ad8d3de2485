// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.template.TemplateError;
import tornado.web.Application;

/// All templates of the site and of its demos are well-formed, as their applications read them.
class TemplateChecksTest {
  private static final Path BLOG = Path.of("demos", "blog", "templates");

  private static List<TemplateError> mistakes(Path templates) {
    return Application.builder().templatePath(templates).build().templateLoader().check();
  }

  static List<Path> demos() throws IOException {
    try (Stream<Path> folders = Files.walk(Path.of("demos"))) {
      return folders.filter(path -> path.endsWith("templates")).toList();
    }
  }

  @Test
  void templatesOfTheSiteAreWellFormed() {
    assertThat(Templates.loader().check()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("demos")
  void templatesOfDemosAreWellFormed(Path templates) {
    assertThat(mistakes(templates)).isEmpty();
  }

  @Test
  void everyMistakeIsNamedAtOnce(@TempDir Path copy) throws IOException {
    breakInto(copy, "base.html", "{% include \"compose.html\" %}", "{% include \"login.html\" %}");
    breakInto(copy, "home.html", "{% endfor %}", "");
    breakInto(copy, "compose.html", "{{ currentUser }}", "{{ currentUser | capitals }}");
    breakInto(copy, "modules/entry.html", "{% raw entry.html %}", "{% raw entry.html ");

    List<TemplateError> mistakes = mistakes(copy);

    assertThat(mistakes).hasSize(4);
    assertThat(mistakes.toString())
        .contains(
            "template does not exist: login.html, looked for in the folder ",
            " at base.html:",
            " at home.html:",
            "capitals",
            " at compose.html:",
            " at modules/entry.html:");
  }

  private static void breakInto(Path copy, String name, String right, String wrong)
      throws IOException {
    String text = Files.readString(BLOG.resolve(name));
    assertThat(text).contains(right);
    Files.createDirectories(copy.resolve(name).getParent());
    Files.writeString(copy.resolve(name), text.replace(right, wrong));
  }
}
