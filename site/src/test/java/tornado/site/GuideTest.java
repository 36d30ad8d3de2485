// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPViolation;

/// The pages of the guide.
class GuideTest {
  private final Guide guide = new Guide();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handlers",
        "templates",
        "client",
        "testing",
        "concurrency",
        "autoreload",
        "one-request",
        "violations"
      })
  void everyPageHasATitleAndTheWayToTheOthers(String name) {
    String html = content(name);

    assertThat(html)
        .contains("<h1>", "<title>", "href=\"/guide/concurrency\"", "href=\"/guide/violations\"");
  }

  @Test
  void theListOfRefusalsNamesEveryViolationWithItsSection() {
    String html = content("violations");

    for (HTTPViolation violation : HTTPViolation.values()) {
      assertThat(html).contains(violation.name(), violation.rfcSection(), violation.shortText());
    }
  }

  @Test
  void anUnknownPageIsNone() {
    assertThat(guide.page("nothing")).isNull();
  }

  private String content(String name) {
    Page page = guide.page(name);
    assertThat(page).isNotNull();
    return page == null ? "" : page.content().utf8();
  }
}
