// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tornado.fixture.Chromium;
import tornado.template.Loader;
import tornado.template.TemplateFunction;

/// Streamed pages as a browser sees them, under a policy that lets no script run but those with the nonce.
final class BrowserPagesTest extends WebFixture {
  private static final String PAGE =
      """
      <!DOCTYPE html><html><head><title>t</title></head><body><table><tbody>
      {% defer %}<tr><td>{{ a() }}</td></tr>{% meanwhile %}<tr><td>wait</td></tr>{% enddefer %}
      {% defer %}<tr><td>{{ b() }}</td></tr>{% enddefer %}
      </tbody></table>{% flush %}{{ flushed() }}<p>end</p></body></html>\
      """;

  /// Done when the page with its open places was sent.
  private final CompletableFuture<String> sent = new CompletableFuture<>();

  private final CompletableFuture<String> second = new CompletableFuture<>();

  /// What is seen meanwhile closes a paragraph, and has elements whose end is left to the browser.
  private static final String UNCLOSED =
      """
      <!DOCTYPE html><html><head><title>t</title></head><body>
      <p>{% defer %}<div>{{ a() }}</div>{% meanwhile %}<div>wait</div>{% enddefer %}</p>
      <ul>{% defer %}<li>{{ a() }}{% meanwhile %}<li>wait {% enddefer %} <li>next</ul>
      <select>{% defer %}<option>{{ b() }}{% meanwhile %}<option>wait{% enddefer %}</select>
      {% flush %}{{ flushed() }}<p>end</p></body></html>\
      """;

  /// Serves a page whose first part waits for its second, which waits until it is late.
  private String url(String page) throws Exception {
    TemplateFunction a = _ -> await(second) + " then <first>";
    TemplateFunction b =
        _ -> {
          await(sent);
          second.complete("second");
          return "second";
        };
    TemplateFunction flushed =
        _ -> {
          sent.complete("sent");
          return null;
        };
    Map<String, ?> values = Map.of("a", a, "b", b, "flushed", flushed);
    serve(
        Application.builder()
            .templateLoader(Loader.of(Map.of("page.html", page)))
            .route(
                "/",
                handler(handler -> {
                  handler.setHeader(
                      "Content-Security-Policy",
                      "default-src 'none'; script-src 'nonce-%s'".formatted(handler.cspNonce()));
                  handler.renderStream("page.html", values);
                })));
    return "http://localhost:%d/".formatted(server().server().port());
  }

  private static String squeezed(String dom) {
    return dom.replaceAll("\\s*\\n\\s*", "");
  }

  @Test
  void scriptPutsPartsIntoTheirPlaces() throws Exception {
    assertThat(squeezed(Chromium.load(url(PAGE))))
        .contains(
            "<table><tbody><tr><td>second then &lt;first&gt;</td></tr><tr><td>second</td></tr></tbody></table><p>end</p></body>")
        .doesNotContain("wait", "template", "<script");
  }

  @Test
  void browserWithoutScriptsHasThemInTheirPlaces() throws Exception {
    assertThat(squeezed(Chromium.loadWithoutScripts(url(PAGE))))
        .contains(
            "<table><tbody><tr><td>second then &lt;first&gt;</td></tr><tr><td>second</td></tr></tbody></table><p>end</p></body>")
        .doesNotContain("wait", "template", "<script");
  }

  @Test
  void partsReplaceWhatIsSeenMeanwhileHoweverItIsClosed() throws Exception {
    assertThat(squeezed(Chromium.load(url(UNCLOSED))))
        .contains(
            "</p><div>second then &lt;first&gt;</div><p></p>",
            "<ul><li>second then &lt;first&gt;</li><li>next</li></ul>",
            "<select><option>second</option></select>")
        .doesNotContain("wait", "template", "<script");
  }
}
