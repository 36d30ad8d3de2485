// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;

/// [LoaderContract] over files.
@Once
final class FileLoaderTest extends LoaderContract {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    for (var template : TEMPLATES.entrySet()) {
      Path file = root().resolve(template.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, template.getValue());
    }
    Files.writeString(folder.resolve("secret.html"), "secret");
  }

  private Path root() {
    return folder.resolve("templates");
  }

  @Override
  TemplateSource source() {
    return TemplateSource.files(root());
  }

  @Override
  String place() {
    return "the folder " + root().toAbsolutePath();
  }

  @Test
  void sourceItselfKeepsToItsRoot() throws IOException {
    assertThat(source().read("../secret.html")).isNull();
    assertThat(source().read(folder.resolve("secret.html").toString())).isNull();
  }

  @Test
  void rootMayBeWrittenInAnyWay() {
    Loader loader = Loader.of(root().resolve("dir/.."));

    assertThat(loader.load("home.html").generateString(Map.of())).isEqualTo("home");
  }

  /// Relative to where the tests run, which is the folder of the module.
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "src/..", "../tornado-template"})
  void rootMayBeRelative(String root) throws IOException {
    TemplateSource files = TemplateSource.files(Path.of(root));

    assertThat(files.read("pom.xml")).startsWith("<?xml");
    assertThat(files.read("../pom.xml")).isNull();
  }

  @Test
  void textThatIsNoUTF8IsAnError() throws IOException {
    Files.write(root().resolve("latin1.html"), new byte[] {'H', (byte) 0xe9});

    assertThatThrownBy(() -> Loader.of(root()).load("latin1.html"))
        .isInstanceOf(TemplateError.class)
        .hasMessage("template is no text in UTF-8: latin1.html");
  }

  @Test
  void folderInPlaceOfAFileIsNoTemplate() throws IOException {
    assertThat(source().read("dir")).isNull();
  }

  @Test
  void linksAreFollowed() throws IOException {
    Files.createSymbolicLink(root().resolve("link.html"), folder.resolve("secret.html"));

    assertThat(Loader.of(root()).load("link.html").generateString(Map.of())).isEqualTo("secret");
  }

  @Test
  void linkBackToItsFolderCannotBeChecked() throws IOException {
    Files.createSymbolicLink(root().resolve("dir/loop"), root());
    Loader loader = Loader.of(root());

    assertThatThrownBy(loader::check)
        .isInstanceOf(TemplateError.class)
        .hasMessage("templates can't be listed: " + root().resolve("dir/loop"));
  }

  @Test
  void hiddenFilesAreNotListed() throws IOException {
    Files.createDirectories(root().resolve(".git"));
    Files.writeString(root().resolve(".git/config"), "{{");
    Files.writeString(root().resolve("dir/.page.html.swp"), "{{");

    assertThat(source().names()).containsExactlyInAnyOrderElementsOf(TEMPLATES.keySet());
  }

  @Test
  void folderThatDoesNotExistCannotBeChecked() {
    Loader loader = Loader.of(folder.resolve("missing"));

    assertThatThrownBy(loader::check)
        .isInstanceOf(TemplateError.class)
        .hasMessage("templates can't be listed: " + folder.resolve("missing"));
  }
}
