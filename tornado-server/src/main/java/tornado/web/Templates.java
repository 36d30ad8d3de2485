// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tornado.template.Loader;
import tornado.template.TemplateSource;
import tornado.template.Whitespace;

/// The templates of an application: one loader for each folder that its handlers name.
///
/// **Thread**: any.
final class Templates {
  /// What is said of templates.
  ///
  /// @param path the folder of those whose handler names no other, or null
  /// @param loader finds all of them, whatever the other settings are; or null
  /// @param autoescape what is done to values
  /// @param whitespace what is done to white space, or null for what fits the name of the file
  /// @param cached whether a text is read once
  /// @param strict whether what doesn't exist is an error
  record Settings(
      @Nullable Path path,
      @Nullable Loader loader,
      String autoescape,
      @Nullable Whitespace whitespace,
      @Nullable Boolean cached,
      boolean strict) {
    static final Settings DEFAULT = new Settings(null, null, "html", null, null, true);

    Settings withPath(Path newPath) {
      return new Settings(newPath, loader, autoescape, whitespace, cached, strict);
    }

    Settings withLoader(Loader newLoader) {
      return new Settings(path, newLoader, autoescape, whitespace, cached, strict);
    }

    Settings withAutoescape(String name) {
      return new Settings(path, loader, name, whitespace, cached, strict);
    }

    Settings withWhitespace(Whitespace mode) {
      return new Settings(path, loader, autoescape, mode, cached, strict);
    }

    Settings withCached(boolean cache) {
      return new Settings(path, loader, autoescape, whitespace, cache, strict);
    }

    Settings withStrict(boolean newStrict) {
      return new Settings(path, loader, autoescape, whitespace, cached, newStrict);
    }
  }

  private final Settings settings;
  private final @Nullable Loader loader;
  private final boolean cached;
  private final boolean strict;
  private final String[] functions;
  private final Map<Path, Loader> loaders = new ConcurrentHashMap<>();

  /// @param debug whether templates are strict, and read each time unless the settings say
  /// @param parts whose methods templates may use as filters
  Templates(Settings settings, boolean debug, UIParts parts) {
    this.settings = settings;
    this.cached = settings.cached() == null ? !debug : settings.cached();
    this.strict = settings.strict() || debug;
    this.functions =
        Stream.concat(Stream.of(TemplateNamespace.FUNCTIONS), parts.methods().keySet().stream())
            .toArray(String[]::new);
    Loader given = settings.loader();
    this.loader = given == null ? null : given.withPageFunctions(functions);
  }

  /// Returns the folder of the templates of handlers that name no other, or null.
  @Nullable Path path() {
    return settings.path();
  }

  /// Returns the loader that was set, or else a new one of the folder.
  Loader loader() {
    return loader != null ? loader : newLoader(required(path()));
  }

  /// Returns the loader that was set, or else that of the handler's folder.
  Loader loader(RequestHandler handler) {
    return loader != null
        ? loader
        : loaders.computeIfAbsent(
            required(handler.getTemplatePath()), handler::createTemplateLoader);
  }

  private static Path required(@Nullable Path path) {
    if (path == null) {
      throw new IllegalStateException(
          "no templates: give Application.builder() a templatePath or a templateLoader");
    }
    return path;
  }

  /// Makes a loader with the settings.
  ///
  /// @throws IllegalStateException if there is no such folder: the program runs elsewhere than its author thought
  Loader newLoader(Path path) {
    if (!Files.isDirectory(path)) {
      throw new IllegalStateException(
          "templatePath is not a folder: " + path.toAbsolutePath().normalize());
    }
    Loader.Builder builder =
        Loader.builder(TemplateSource.files(path))
            .autoescape(settings.autoescape())
            .strict(strict)
            .reload(!cached)
            .pageFunctions(functions);
    if (settings.whitespace() != null) {
      builder.whitespace(settings.whitespace());
    }
    return builder.build();
  }
}
