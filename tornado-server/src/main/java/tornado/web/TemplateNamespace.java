// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tornado.locale.Locale;
import tornado.template.Arguments;
import tornado.template.Markup;
import tornado.template.TemplateFunction;
import tornado.template.TemplateModules;

/// The names that the templates of a handler see besides the values of a page; each in Java's spelling, and in Tornado's where that
/// differs.
///
/// **Thread**: the handler's coroutine.
final class TemplateNamespace {
  /// The functions among them, which are filters too.
  static final String[] FUNCTIONS = {
    "_", "translate", "pgettext", "staticUrl", "static_url", "reverseUrl", "reverse_url"
  };

  private final RequestHandler handler;
  private final Map<String, @Nullable Object> names = new HashMap<>();

  private TemplateNamespace(RequestHandler handler) {
    this.handler = handler;
  }

  static Map<String, @Nullable Object> of(RequestHandler handler) {
    return new TemplateNamespace(handler).fill();
  }

  private Map<String, @Nullable Object> fill() {
    // What the handler makes when it is first asked is made here, before parts of the page ask at
    // the same time.
    Object user = handler.currentUser();
    XSRF xsrf = handler.xsrf();
    names.put("handler", handler);
    names.put("request", handler.request());
    names.put("currentUser", user);
    names.put("current_user", user);
    names.put("locale", handler.locale());
    names.put("modules", (TemplateModules) this::module);
    function("_", "translate", this::translate);
    function("pgettext", "pgettext", this::pgettext);
    function("staticUrl", "static_url", values -> handler.staticUrl(values.text(0)));
    function("reverseUrl", "reverse_url", this::reverseUrl);
    names.put("cspNonce", (TemplateFunction) _ -> handler.cspNonce());
    function("xsrfFormHtml", "xsrf_form_html", _ -> new Markup(xsrf.formHtml()));
    handler
        .application()
        .uiParts()
        .methods()
        .keySet()
        .forEach(name -> names.put(name, (TemplateFunction) values -> method(name, values)));
    return names;
  }

  private void function(String name, String other, TemplateFunction function) {
    names.put(name, function);
    names.put(other, function);
  }

  private String module(String name, Arguments values) {
    try {
      return handler.ui().module(name, values);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private @Nullable Object method(String name, Arguments values) {
    try {
      return handler.ui().method(name, values.positional().toArray());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private String translate(Arguments values) {
    Locale locale = handler.locale();
    return values.size() < 3
        ? locale.translate(values.text(0))
        : locale.translate(values.text(0), values.text(1), count(values, 2));
  }

  private String pgettext(Arguments values) {
    Locale locale = handler.locale();
    return values.size() < 4
        ? locale.pgettext(values.text(0), values.text(1))
        : locale.pgettext(values.text(0), values.text(1), values.text(2), count(values, 3));
  }

  private static long count(Arguments values, int index) {
    if (values.get(index) instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException("count of a translation is no number: " + values.get(index));
  }

  private String reverseUrl(Arguments values) {
    return handler.reverseUrl(
        values.text(0), values.positional().subList(1, values.size()).toArray());
  }
}
