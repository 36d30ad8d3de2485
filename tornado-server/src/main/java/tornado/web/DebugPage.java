// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPServerRequest;
import tornado.template.TemplateError;

/// The error page of an application in debug mode, for browsers: the exception and its causes, the source around each frame whose file is
/// here, the templates, the request, and for a 404 the route table. Fields that hold secrets are not shown.
///
/// **Thread**: the handler's coroutine.
final class DebugPage {
  private static final Set<String> SECRET_FIELDS =
      Set.of("authorization", "proxy-authorization", "cookie", "x-xsrftoken", "x-csrftoken");

  private static final SourceFiles SOURCES =
      SourceFiles.of(Path.of("").toAbsolutePath(), System.getProperty("sun.java.command", ""));

  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b2733; background: #fbfaf7 }
      h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
      p.message { font-size: 1.15rem; white-space: pre-wrap }
      ol { list-style: none; padding: 0 } li { margin: .2rem 0; font-family: ui-monospace, monospace; font-size: .85rem }
      li.far { opacity: .55 }
      pre { background: #f0ede5; padding: .6rem; margin: .2rem 0 .8rem; overflow-x: auto } pre b { display: block; background: #ffd8d0 }
      table { border-collapse: collapse; font-size: .9rem } td, th { text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top }
      """;

  private final StringBuilder html = new StringBuilder();
  private final RequestHandler handler;

  private DebugPage(RequestHandler handler) {
    this.handler = handler;
  }

  /// Tells whether a request comes from a browser that shows a page.
  static boolean fits(HTTPServerRequest request) {
    String accept = request.headers().get("Accept");
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }

  /// Returns the page.
  static String of(
      RequestHandler handler, int statusCode, String reason, @Nullable Throwable cause) {
    return new DebugPage(handler).page(statusCode + ": " + reason, statusCode, cause, null);
  }

  /// Returns the page in place of an error page of the application's that has failed.
  static String ofFailedPage(
      RequestHandler handler,
      int statusCode,
      String reason,
      @Nullable Throwable cause,
      Throwable failure) {
    String title = "%d: %s, whose error page failed".formatted(statusCode, reason);
    return new DebugPage(handler).page(title, statusCode, cause, failure);
  }

  private String page(
      String title, int statusCode, @Nullable Throwable cause, @Nullable Throwable pageFailure) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"UTF-8\"><title>");
    text(title).append("</title><style>\n").append(STYLE).append("</style></head><body>\n<h1>");
    text(title).append("</h1>\n");
    // An ErrorHandler's own error has nothing to tell.
    if (cause != null && !(handler instanceof ErrorHandler)) {
      failures("", cause);
    }
    if (pageFailure != null) {
      failures("The error page: ", pageFailure);
    }
    request();
    if (statusCode == 404) {
      routes();
    }
    return html.append("</body></html>\n").toString();
  }

  private void failures(String firstLead, Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    String lead = firstLead;
    for (Throwable shown = failure; shown != null && seen.add(shown); shown = shown.getCause()) {
      templates(shown);
      html.append("<h2>").append(lead);
      text(shown.getClass().getName()).append("</h2>\n<p class=\"message\">");
      text(String.valueOf(shown.getMessage())).append("</p>\n<ol>\n");
      for (StackTraceElement frame : shown.getStackTrace()) {
        frame(frame);
      }
      html.append("</ol>\n");
      lead = "Caused by ";
    }
  }

  /// Shows the places in templates that a failure, or what it had on its way, names.
  private void templates(Throwable failure) {
    Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed()))
        .forEach(shown -> {
          if (shown instanceof TemplateError error) {
            html.append("<h2>Template: ");
            text(error.problem()).append("</h2>\n<ol>\n");
            error.positions().forEach(this::position);
            html.append("</ol>\n");
          }
        });
  }

  private void position(TemplateError.Position position) {
    html.append("<li>");
    text(position.toString());
    lines(around(position));
    html.append("</li>\n");
  }

  private List<SourceFiles.Line> around(TemplateError.Position position) {
    try {
      String text = handler.application().templates().loader(handler).text(position.file());
      return SourceFiles.around(text.lines(), position.line());
    } catch (TemplateError | IllegalStateException ignored) {
      // The template was not one of the loader's: its place has to do.
      return List.of();
    }
  }

  private void frame(StackTraceElement frame) {
    List<SourceFiles.Line> lines = SOURCES.around(frame);
    html.append(lines.isEmpty() ? "<li class=\"far\">" : "<li>");
    text(frame.toString());
    lines(lines);
    html.append("</li>\n");
  }

  private void lines(List<SourceFiles.Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    html.append("<pre>");
    for (SourceFiles.Line line : lines) {
      html.append(line.current() ? "<b>" : "");
      text("%4d  %s".formatted(line.number(), line.text()));
      html.append(line.current() ? "</b>" : "\n");
    }
    html.append("</pre>");
  }

  private void request() {
    HTTPServerRequest request = handler.request();
    html.append("<h2>Request</h2>\n<table>\n");
    row("", request.method() + " " + request.uri() + " " + request.version());
    row("handler", handler.getClass().getName());
    row("from", String.valueOf(request.remoteIp()));
    request.headers().forEach((name, value) -> row(name, shown(name, value)));
    html.append("</table>\n");
  }

  private static String shown(String name, String value) {
    return SECRET_FIELDS.contains(name.toLowerCase(Locale.ROOT))
        ? "(" + value.length() + " characters, not shown)"
        : value;
  }

  private void routes() {
    html.append("<h2>Routes, in the order in which they are tried</h2>\n<table>\n");
    html.append("<tr><th>host</th><th>path</th><th>leads to</th><th>name</th></tr>\n");
    for (RouteRow route : handler.application().routeTable()) {
      html.append("<tr>");
      cell(route.host()).cell(route.path()).cell(route.target());
      cell(route.name() == null ? "" : route.name()).html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void row(String name, String value) {
    html.append("<tr>");
    cell(name).cell(value).html.append("</tr>\n");
  }

  private DebugPage cell(String text) {
    html.append("<td>");
    text(text).append("</td>");
    return this;
  }

  private StringBuilder text(String text) {
    return html.append(Escape.xhtmlEscape(text));
  }
}
