// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Finds the file that a request may have: none outside of the root, whatever the path or a symbolic link says.
///
/// **Thread**: the handler's coroutine.
final class StaticFileFinder {
  private static final boolean ON_WINDOWS = File.separatorChar == '\\';

  private final StaticFileHandler handler;
  private final StaticFileOptions options;
  private final Path root;

  StaticFileFinder(StaticFileHandler handler, StaticFileOptions options, Path root) {
    this.handler = handler;
    this.options = options;
    this.root = root;
  }

  /// Returns the file for a path, or null if the request was redirected.
  ///
  /// @param asked absolute, and in normal form
  /// @throws HTTPError 404 if there is no such file, 403 if it may not be had
  @Nullable Path find(Path asked) throws IOException {
    if (!asked.startsWith(root)) {
      throw new HTTPError(403, handler.request().path() + " is not in root static directory");
    }
    if (ON_WINDOWS && DeviceNames.isIn(root.relativize(asked))) {
      throw new HTTPError(404);
    }
    Path file = asked;
    BasicFileAttributes attributes = attributes(file);
    if (attributes != null && attributes.isDirectory() && options.defaultFilename() != null) {
      if (!handler.request().path().endsWith("/")) {
        redirectToFolder();
        return null;
      }
      file = asked.resolve(options.defaultFilename());
      attributes = attributes(file);
    }
    if (attributes == null && options.fallback() != null && isPage(asked)) {
      file = root.resolve(options.fallback());
      attributes = attributes(file);
    }
    if (attributes == null) {
      throw new HTTPError(404);
    }
    if (!attributes.isRegularFile()) {
      throw new HTTPError(403, handler.request().path() + " is not a file");
    }
    handler.found(file, attributes);
    return file;
  }

  /// Returns what is known of a file, or null if there is none.
  private @Nullable BasicFileAttributes attributes(Path file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      throw new HTTPError(403, handler.request().path() + " may not be read");
    } catch (IOException ignored) {
      // There is none, a part of the path is no folder, or the name is too long for one.
      return null;
    }
    if (!options.followSymlinks()
        && !handler.application().staticFiles().isReallyIn(root, file, attributes)) {
      throw new HTTPError(403, handler.request().path() + " is a link out of static directory");
    }
    return attributes;
  }

  /// Adds the slash that relative links of a folder's page need. Browsers take what begins with two slashes for another host: such a
  /// path would send them wherever its author likes.
  private void redirectToFolder() {
    String path = handler.request().path();
    if (path.startsWith("//") || path.startsWith("/\\")) {
      throw new HTTPError(403, "cannot redirect path with two initial slashes");
    }
    handler.redirect(path + "/", 301);
  }

  /// Tells whether a path looks like a page's and not like a file's.
  private static boolean isPage(Path asked) {
    Path name = asked.getFileName();
    return name == null || name.toString().indexOf('.') < 0;
  }
}
