// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tornado.template.Arguments;
import tornado.template.TemplateFunction;

/// The modules and functions that an application's pages may use, by their names.
///
/// **Thread**: any.
record UIParts(Map<String, Supplier<? extends UIModule>> modules, Map<String, UIMethod> methods) {
  /// What every application has, as in Tornado.
  static final UIParts DEFAULT =
      new UIParts(
          Map.of(
              "linkify", Linkify::new,
              "xsrf_form_html", XSRFForm::new,
              "Template", TemplateModule::new),
          Map.of());

  UIParts {
    modules = Map.copyOf(modules);
    methods = Map.copyOf(methods);
  }

  UIParts withModule(String name, Supplier<? extends UIModule> module) {
    checkName(name, modules);
    var more = new LinkedHashMap<String, Supplier<? extends UIModule>>(modules);
    more.put(name, module);
    return new UIParts(more, methods);
  }

  UIParts withMethod(String name, UIMethod method) {
    checkName(name, methods);
    if (!Character.isLowerCase(name.charAt(0))) {
      throw new IllegalArgumentException(
          "name of a UI method begins with no small letter: " + name);
    }
    var more = new LinkedHashMap<String, UIMethod>(methods);
    more.put(name, method);
    return new UIParts(modules, more);
  }

  private static void checkName(String name, Map<String, ?> taken) {
    if (name.isEmpty()
        || !Character.isJavaIdentifierStart(name.charAt(0))
        || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
      throw new IllegalArgumentException("name is no identifier: '" + name + "'");
    }
    if (taken.containsKey(name)) {
      throw new IllegalArgumentException("two of the page's parts are named " + name);
    }
  }

  /// Makes links of the URLs in a text, with the options of the templates' function.
  private static final class Linkify extends UIModule {
    @Override
    public String render(Object... args) {
      return render(Arguments.of(args));
    }

    @Override
    public String render(Arguments arguments) {
      if (arguments.size() == 0) {
        throw new IllegalArgumentException("module linkify was given no text");
      }
      return String.valueOf(TemplateFunction.builtIn("linkify").call(arguments));
    }
  }

  /// The hidden input of forms.
  private static final class XSRFForm extends UIModule {
    @Override
    public String render(Object... args) {
      return handler().xsrfFormHtml();
    }
  }
}
