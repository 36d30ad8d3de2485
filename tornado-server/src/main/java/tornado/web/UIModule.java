// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPServerRequest;
import tornado.locale.Locale;
import tornado.template.Arguments;

/// A part of pages that brings along the styles and scripts it needs. A request has one instance of each, so that they appear once
/// however often the part does.
///
/// ```java
/// class EntryModule extends UIModule {
///   @Override
///   public String render(Object... args) {
///     Entry entry = (Entry) args[0];
///     return "<article>" + Escape.xhtmlEscape(entry.text()) + "</article>";
///   }
///
///   @Override
///   protected List<String> cssFiles() {
///     return List.of("entry.css");
///   }
/// }
///
/// Application.builder().uiModule("Entry", EntryModule::new);
/// ```
///
/// Tornado: `web.UIModule`.
///
/// **Thread**: the handler's coroutine, and those of parts of its page within `{% defer %}`; at the same time where coroutines don't run on
/// the loop.
public abstract class UIModule {
  private @Nullable RequestHandler handler;

  /// For subclasses. The request is not there yet.
  protected UIModule() {}

  void attach(RequestHandler newHandler) {
    handler = newHandler;
  }

  /// Returns the HTML of one appearance, which is not escaped by anybody else; empty for nothing. It may wait
  /// ([Async#await][tornado.ioloop.Async#await]).
  ///
  /// @throws Exception becomes an error page
  public abstract String render(Object... args) throws Exception;

  /// Returns the HTML of one appearance, of what a template gives it: `{% module Entry(entry, showComments=true) %}`. Override it to take
  /// values with names; by default those without go to [#render(Object...)].
  ///
  /// @throws IllegalArgumentException if there are values with names
  /// @throws Exception becomes an error page
  public String render(Arguments arguments) throws Exception {
    if (!arguments.named().isEmpty()) {
      throw new IllegalArgumentException(
          "module %s takes no values with names, but was given %s"
              .formatted(getClass().getSimpleName(), arguments.named().keySet()));
    }
    return render(arguments.positional().toArray());
  }

  /// Renders a template for a part of the page: it sees what the page's templates see. Nothing is inserted or sent.
  ///
  /// @throws tornado.template.TemplateError if it can't be rendered
  protected final String renderString(String template, Map<String, ?> values) {
    return handler().renderString(template, values);
  }

  /// Returns a script for the page, or null. Once a page.
  protected @Nullable String embeddedJavascript() {
    return null;
  }

  /// Returns scripts that the page loads: below the application's `staticPath` unless they begin with `/`, `http:` or `https:`.
  protected List<String> javascriptFiles() {
    return List.of();
  }

  /// Returns styles for the page, or null. Once a page.
  protected @Nullable String embeddedCss() {
    return null;
  }

  /// Returns style sheets that the page loads; as [#javascriptFiles].
  protected List<String> cssFiles() {
    return List.of();
  }

  /// Returns HTML for the end of the page's head, or null. Once a page.
  protected @Nullable String htmlHead() {
    return null;
  }

  /// Returns HTML for the end of the page's body, or null. Once a page.
  protected @Nullable String htmlBody() {
    return null;
  }

  /// Returns the handler that makes the page.
  protected final RequestHandler handler() {
    return RequestInput.attached(handler);
  }

  /// Returns the request.
  protected final HTTPServerRequest request() {
    return handler().request();
  }

  /// Returns the locale of the page.
  protected final Locale locale() {
    return handler().locale();
  }

  /// Returns who sent the request, or null.
  protected final @Nullable Object currentUser() {
    return handler().currentUser();
  }
}
