// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.io.IOException;
import java.util.Map;

/// Renders each page with each engine, and fails unless all give what ours does. Engines may differ only in how they escape marks that
/// need no escaping in text.
final class SamePages {
  private static final Map<String, String> MARKS =
      Map.of("&quot;", "\"", "&#34;", "\"", "&#39;", "'", "&#x27;", "'", "&#61;", "=");

  private SamePages() {}

  public static void main(String[] args) throws IOException {
    for (Page page : Page.values()) {
      String ours = normalized(Engine.TORNADO.load(page).render());
      checkOurs(page, ours);
      for (Engine engine : Engine.values()) {
        String theirs = normalized(engine.load(page).render());
        if (!theirs.equals(ours)) {
          throw new IllegalStateException(
              engine + " renders another page:\n" + theirs + "\nand ours:\n" + ours);
        }
      }
    }
  }

  private static String normalized(String html) {
    String normalized = html;
    for (Map.Entry<String, String> mark : MARKS.entrySet()) {
      normalized = normalized.replace(mark.getKey(), mark.getValue());
    }
    return normalized;
  }

  /// That all agree would mean little if all were wrong.
  private static void checkOurs(Page page, String html) {
    boolean complete =
        switch (page) {
          case STOCKS ->
              html.contains("Thistle Textiles")
                  && html.contains("Ash &amp; Elm Timber")
                  && html.contains("<td class=\"falling\">-0.67</td>");
          case FORTUNES ->
              html.contains("&lt;script&gt;alert(")
                  && html.contains("良いテンプレート")
                  && html.contains("One more, made for this request.");
        };
    if (!complete) {
      throw new IllegalStateException("ours is not the page that it should be:\n" + html);
    }
  }
}
