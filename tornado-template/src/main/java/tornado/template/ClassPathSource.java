// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/// Templates in resources.
///
/// **Thread**: any.
final class ClassPathSource implements TemplateSource {
  private final ClassLoader loader;
  private final String folder;

  ClassPathSource(ClassLoader loader, String folder) {
    this.loader = loader;
    this.folder = folder.endsWith("/") ? folder : folder + "/";
  }

  @Override
  public @Nullable String read(String name) throws IOException {
    URL url = loader.getResource(folder + name);
    if (url == null || isFolder(url)) {
      return null;
    }
    try (InputStream in = url.openStream()) {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    }
  }

  /// What class loaders give of a folder is a list of its files, or nothing.
  private static boolean isFolder(URL url) throws IOException {
    return url.getProtocol().equals("file")
        ? Files.isDirectory(path(url))
        : url.openConnection() instanceof JarURLConnection jar && jar.getJarEntry().isDirectory();
  }

  @Override
  public Set<String> names() throws IOException {
    List<URL> found = Collections.list(loader.getResources(folder));
    if (found.isEmpty()) {
      // Or a jar that doesn't list its folders, whose templates can't be known either.
      throw new NoSuchFileException(folder);
    }
    var names = new TreeSet<String>();
    for (URL url : found) {
      names.addAll(
          url.openConnection() instanceof JarURLConnection jar
              ? inJar(jar)
              : new FileSource(path(url)).names());
    }
    return names;
  }

  private List<String> inJar(JarURLConnection connection) throws IOException {
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      return jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(folder) && !name.endsWith("/"))
          .map(name -> name.substring(folder.length()))
          .toList();
    }
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  @Override
  public String toString() {
    return "the resources below " + folder;
  }
}
