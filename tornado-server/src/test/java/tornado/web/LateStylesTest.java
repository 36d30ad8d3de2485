// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.template.Loader;
import tornado.wire.WireClient;

/// Styles that a module asks for when some of the page were sent already.
final class LateStylesTest extends WebFixture {
  private final CompletableFuture<String> a = new CompletableFuture<>();
  private final CompletableFuture<String> b = new CompletableFuture<>();

  private WireClient page(String text, Map<String, String> modules) throws IOException {
    var templates = new HashMap<>(modules);
    templates.put("page.html", text);
    return serve(
        Application.builder()
            .templateLoader(Loader.of(templates))
            .uiMethod("a", (_, _) -> await(a))
            .uiMethod("b", (_, _) -> await(b))
            .route(".*", handler(handler -> handler.renderStream("page.html", Map.of()))));
  }

  /// The module has been asked for its styles before its template says which.
  @Test
  void moduleMaySayAfterAWaitWhatItNeeds() throws IOException {
    WireClient client =
        page(
            "<body>{% defer %}{% module Template('x.html') %}{% enddefer %}{% defer %}{{ b() }}{% enddefer %}{% flush %}</body>",
            Map.of("x.html", "{{ a() }}{{ set_resources(css_files='/x.css') }}"));
    client.send(WireClient.request("GET", "/"));
    client.readUntil("tornado-part-2-end");
    b.complete("B");
    String first = client.readUntil("</script>");

    a.complete("A");

    assertThat(first).contains(">B</template>").doesNotContain("/x.css");
    assertThat(client.readUntil("</body>")).containsOnlyOnce("/x.css").contains(">A</template>");
  }

  @Test
  void moduleMayNeedMoreWhenItAppearsAgain() throws IOException {
    WireClient client =
        page(
            "{% set x = modules.Template('x.html') %}<head></head>{% flush %}<body>{% module Template('y.html') %}</body>",
            Map.of(
                "x.html",
                "{{ set_resources(css_files=['/x.css', '/both.css'], embedded_css='x {}', html_head='<x>') }}",
                "y.html",
                "{{ set_resources(css_files=['/both.css', '/y.css'], embedded_css='y {}', html_head='<y>') }}"));

    assertThat(client.get("/").body())
        .containsOnlyOnce("x {}")
        .containsOnlyOnce("/both.css")
        .containsSubsequence("/x.css", "/both.css", "x {}", "<x>", "</head>")
        .containsSubsequence("</head>", "/y.css", "y {}", "<y>", "</body>")
        .containsOnlyOnce("<x>");
  }
}
