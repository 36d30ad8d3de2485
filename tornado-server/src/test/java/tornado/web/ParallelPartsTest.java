// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tornado.template.Loader;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// What parts of a page share that are rendered at the same time; at the very same where coroutines don't run on the loop.
final class ParallelPartsTest extends WebFixture {
  private static final Pattern FORM = Pattern.compile("name=\"_xsrf\" value=\"([^\"]+)\"");

  /// Serves a page of twenty equal parts.
  private WireClient page(String part) throws IOException {
    return serve(
        Application.builder()
            .templateLoader(
                Loader.of(
                    Map.of(
                        "page.html",
                        "{% for i in 1..20 %}{% defer %}" + part + "{% enddefer %}{% endfor %}")))
            .xsrfCookies(true)
            .route(".*", handler(handler -> handler.render("page.html"))));
  }

  @Test
  void formsOfAllPartsHaveTheTokenOfTheCookie() throws IOException {
    WireClient client = page("{{ xsrfFormHtml() }}");

    for (int i = 0; i < 20; i++) {
      WireResponse page = client.get("/");
      List<String> tokens = FORM.matcher(page.body()).results().map(form -> form.group(1)).toList();
      assertThat(tokens).hasSize(20);
      assertThat(page.field("Set-Cookie")).startsWith("_xsrf=" + tokens.getFirst() + ";");
      assertThat(tokens).containsOnly(tokens.getFirst());
    }
  }
}
