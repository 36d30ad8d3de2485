// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.Once;

/// [LoaderContract] over resources in a folder of classes.
@Once
final class ClassFolderLoaderTest extends LoaderContract {
  @TempDir Path folder;

  private URLClassLoader classes;

  @BeforeEach
  void write() throws IOException {
    for (var template : TEMPLATES.entrySet()) {
      Path file = folder.resolve("templates").resolve(template.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, template.getValue());
    }
    Files.writeString(folder.resolve("secret.html"), "secret");
    classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
  }

  @AfterEach
  void close() throws IOException {
    classes.close();
  }

  @Override
  TemplateSource source() {
    return TemplateSource.classPath(classes, "templates/");
  }

  @Override
  String place() {
    return "the resources below templates/";
  }

  @Test
  void textThatIsNoUTF8IsAnError() throws IOException {
    Files.write(folder.resolve("templates/latin1.html"), new byte[] {'H', (byte) 0xe9});
    Loader loader = Loader.builder(source()).build();

    assertThatThrownBy(() -> loader.load("latin1.html"))
        .isInstanceOf(TemplateError.class)
        .hasMessage("template is no text in UTF-8: latin1.html");
  }
}
