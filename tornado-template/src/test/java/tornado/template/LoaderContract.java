// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Loading, whatever the source: it has `home.html`, `dir/page.html`, `dir/sub/part.html` and `utf8.html`, and `secret.html` beside its
/// root.
abstract class LoaderContract {
  static final Map<String, String> TEMPLATES =
      Map.of(
          "home.html", "home",
          "dir/page.html", "{% include 'sub/part.html' %}{% include '../home.html' %}",
          "dir/sub/part.html", "part ",
          "utf8.html", "Héllo");

  abstract TemplateSource source();

  /// Where messages say that the source looks.
  abstract String place();

  private Loader loader() {
    return Loader.builder(source()).build();
  }

  private String render(String name) {
    return loader().load(name).generateString(Map.of());
  }

  @Test
  void loadsByName() {
    assertThat(render("home.html")).isEqualTo("home");
    assertThat(loader().load("home.html").name()).isEqualTo("home.html");
  }

  @Test
  void utf8InFile() {
    assertThat(render("utf8.html")).isEqualTo("Héllo");
  }

  @Test
  void namesInTemplatesAreRelativeToThem() {
    assertThat(render("dir/page.html")).isEqualTo("part home");
  }

  @Test
  void sameTemplateByAnyWayToIt() {
    assertThat(render("dir/../home.html")).isEqualTo("home");
    assertThat(render("./home.html")).isEqualTo("home");
    assertThat(loader().load("dir/./sub/../page.html").name()).isEqualTo("dir/page.html");
  }

  @Test
  void missingTemplateIsAnError() {
    assertThatThrownBy(() -> render("missing.html"))
        .isInstanceOf(TemplateError.class)
        .hasMessage("template does not exist: missing.html, looked for in " + place());
    assertThatThrownBy(() -> render("dir"))
        .hasMessage("template does not exist: dir, looked for in " + place());
    assertThatThrownBy(() -> render("home.html/x")).isInstanceOf(TemplateError.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.html",
        "dir/../../secret.html",
        "dir/sub/../../../secret.html",
        "..",
        "./../secret.html",
        "/etc/passwd",
        "/home.html",
        "..\\secret.html",
        "C:\\secret.html",
        "c:secret.html",
        "home.html\0.txt",
        "home\n.html",
        "home.html/",
        "dir//page.html",
        "dir/",
        ""
      })
  void namesThatLeadOutOfTheRootAreRefused(String name) {
    assertThatThrownBy(() -> render(name))
        .isInstanceOf(TemplateError.class)
        .hasMessageStartingWith("name of a template ");
  }

  @Test
  void sourceListsItsTemplates() throws Exception {
    assertThat(source().names()).containsExactlyInAnyOrderElementsOf(TEMPLATES.keySet());
  }

  @Test
  void checkFindsNothingWrong() {
    assertThat(loader().check()).isEmpty();
  }
}
