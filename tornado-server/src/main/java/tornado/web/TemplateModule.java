// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tornado.template.Arguments;
import tornado.template.TemplateFunction;

/// The module that is a template: `{% module Template("entry.html", entry=entry) %}`. The template sees the page's functions and what it is
/// given, and says which styles and scripts it needs by printing `{{ set_resources(css_files="entry.css") }}`, which is nothing.
///
/// Tornado: `TemplateModule`.
///
/// **Thread**: the handler's coroutine.
final class TemplateModule extends UIModule {
  private static final List<String> KINDS =
      List.of(
          "embedded_javascript",
          "javascript_files",
          "embedded_css",
          "css_files",
          "html_head",
          "html_body");

  /// What each template has asked for; the same each time.
  private final Map<String, Map<String, @Nullable Object>> resources =
      Collections.synchronizedMap(new LinkedHashMap<>());

  @Override
  public String render(Object... args) {
    return render(Arguments.of(args));
  }

  @Override
  public String render(Arguments arguments) {
    String template = arguments.text(0);
    Map<String, @Nullable Object> values = new HashMap<>(arguments.named());
    values.put("set_resources", (TemplateFunction) asked -> set(template, asked.named()));
    return renderString(template, values);
  }

  private String set(String template, Map<String, @Nullable Object> asked) {
    asked.keySet().stream()
        .filter(kind -> !KINDS.contains(kind))
        .findFirst()
        .ifPresent(kind -> {
          throw new IllegalArgumentException(
              "set_resources knows no %s, but %s".formatted(kind, String.join(", ", KINDS)));
        });
    Map<String, @Nullable Object> before = resources.putIfAbsent(template, asked);
    if (before != null && !before.equals(asked)) {
      throw new IllegalArgumentException(
          "set_resources of %s was called with %s, and now with %s: they have to be the same"
              .formatted(template, before, asked));
    }
    return "";
  }

  private List<String> all(String kind) {
    List<String> found = new ArrayList<>();
    for (Map<String, @Nullable Object> each : new ArrayList<>(resources.values())) {
      Object value = each.get(kind);
      if (value instanceof Iterable<?> several) {
        several.forEach(one -> found.add(String.valueOf(one)));
      } else if (value != null) {
        found.add(value.toString());
      }
    }
    return found;
  }

  private @Nullable String joined(String kind, Function<List<String>, String> join) {
    List<String> found = all(kind);
    return found.isEmpty() ? null : Objects.requireNonNull(join.apply(found));
  }

  @Override
  protected @Nullable String embeddedJavascript() {
    return joined("embedded_javascript", parts -> String.join("\n", parts));
  }

  @Override
  protected List<String> javascriptFiles() {
    return all("javascript_files");
  }

  @Override
  protected @Nullable String embeddedCss() {
    return joined("embedded_css", parts -> String.join("\n", parts));
  }

  @Override
  protected List<String> cssFiles() {
    return all("css_files");
  }

  @Override
  protected @Nullable String htmlHead() {
    return joined("html_head", parts -> String.join("", parts));
  }

  @Override
  protected @Nullable String htmlBody() {
    return joined("html_body", parts -> String.join("", parts));
  }
}
