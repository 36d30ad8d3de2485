// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.web.RequestHandler;
import tornado.web.StaticURLOption;
import tornado.web.UIModule;

/// Pages: templates of the folder that both servers share, with the modules and functions they use.
final class Pages {
  private Pages() {}

  static final class EntryModule extends UIModule {
    @Override
    public String render(Object... args) throws Exception {
      return "<p>" + handler().ui().method("shout", args) + "</p>";
    }

    @Override
    protected String embeddedJavascript() {
      return "js_embed()";
    }

    @Override
    protected List<String> javascriptFiles() {
      return List.of("common.js", "/absolute.js", "https://example.com/far.js");
    }

    @Override
    protected String embeddedCss() {
      return ".entry { margin: 1em; }";
    }

    @Override
    protected List<String> cssFiles() {
      return List.of("entry.css");
    }

    @Override
    protected String htmlHead() {
      return "<meta name=\"entry\"/>";
    }

    @Override
    protected String htmlBody() {
      return "<!-- entry -->";
    }
  }

  static final class OtherModule extends UIModule {
    @Override
    public String render(Object... args) {
      return renderString("part.html", Map.of("text", "<other>"));
    }

    @Override
    protected List<String> javascriptFiles() {
      return List.of("common.js", "other.js");
    }

    @Override
    protected List<String> cssFiles() {
      return List.of("entry.css", "/other.css");
    }
  }

  static String shout(RequestHandler handler, Object... args) {
    return args[0].toString().toUpperCase(Locale.ROOT) + "!";
  }

  static final class PageHandler extends RequestHandler {
    @Override
    protected @Nullable Object getCurrentUser() {
      return getArgument("user", null);
    }

    @Override
    protected Map<String, ?> getTemplateNamespace() {
      return Map.of("extra", "from the namespace");
    }

    public void get(String name) {
      Map<String, Object> values =
          Map.of(
              "x", getArgumentUnstripped("x", "x"),
              "n", getArgument("n", int.class, 3),
              "item", Map.of("name", "<item>"));
      render(name, values);
    }
  }

  static final class StaticUrlHandler extends RequestHandler {
    @Override
    public void get() {
      String path = getArgument("path");
      var urls = new LinkedHashMap<String, Object>();
      urls.put("usual", staticUrl(path));
      urls.put("host", staticUrl(path, StaticURLOption.WITH_HOST));
      urls.put("plain", staticUrl(path, StaticURLOption.WITHOUT_VERSION));
      write(urls);
    }
  }

  static final class LocaleHandler extends RequestHandler {
    @Override
    public void get() {
      int count = getArgument("count", int.class, 0);
      var said = new LinkedHashMap<String, Object>();
      said.put("code", locale().code());
      said.put("name", locale().name());
      said.put("text", translated(count));
      said.put("list", locale().list(getArguments("part")));
      said.put("number", locale().friendlyNumber(count));
      write(said);
    }

    private String translated(int count) {
      String text = getArgument("text", "");
      String plural = getArgument("plural", null);
      String context = getArgument("context", null);
      if (context == null) {
        return plural == null ? locale().translate(text) : locale().translate(text, plural, count);
      }
      return plural == null
          ? locale().pgettext(context, text)
          : locale().pgettext(context, text, plural, count);
    }
  }
}
