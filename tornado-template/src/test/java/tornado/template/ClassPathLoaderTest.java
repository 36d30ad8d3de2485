// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.Once;

/// [LoaderContract] over resources in a jar.
@Once
final class ClassPathLoaderTest extends LoaderContract {
  @TempDir Path folder;

  private URLClassLoader classes;

  @BeforeEach
  void writeJar() throws IOException {
    Path jar = folder.resolve("templates.jar");
    var files = new HashMap<String, String>();
    TEMPLATES.forEach((name, text) -> files.put("templates/" + name, text));
    files.put("secret.html", "secret");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("templates/"));
      out.putNextEntry(new JarEntry("templates/dir/"));
      for (var file : files.entrySet()) {
        out.putNextEntry(new JarEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    classes = new URLClassLoader(new URL[] {url(jar)}, null);
  }

  @AfterEach
  void close() throws IOException {
    classes.close();
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  @Override
  TemplateSource source() {
    return TemplateSource.classPath(classes, "templates");
  }

  @Override
  String place() {
    return "the resources below templates/";
  }

  @Test
  void folderThatDoesNotExistCannotBeChecked() {
    Loader loader = Loader.builder(TemplateSource.classPath(classes, "templats")).build();

    assertThatThrownBy(loader::check)
        .isInstanceOf(TemplateError.class)
        .hasMessage("templates can't be listed: templats/");
  }
}
