// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tornado.httpclient.HTTPResponse;
import tornado.testing.AsyncHTTPTestCase;
import tornado.testing.VirtualTime;
import tornado.web.Application;

/// The page whose parts take seconds, which take no time here.
@VirtualTime
class PartsTest extends AsyncHTTPTestCase {
  @Override
  protected Application getApp() {
    return Main.application();
  }

  @Test
  void partsComeWhenTheyAreReady() {
    long start = ioLoop().time();

    HTTPResponse page = fetch("/parts");

    assertThat(page.text())
        .containsSubsequence(
            "Asking ...", "here already", "after 1 s", "after 2 s", "after 3 s", "</body>");
    assertThat(ioLoop().time() - start).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void scriptsHaveTheNonceOfThePolicy() {
    HTTPResponse page = fetch("/parts");

    String policy = page.headers().get("Content-Security-Policy", "");
    String nonce = policy.replaceFirst(".*'nonce-(.*)'$", "$1");
    assertThat(page.text().split(Pattern.quote("<script nonce=\"" + nonce + "\">"), -1)).hasSize(4);
  }

  @Test
  void browsersWithoutScriptsGetThemInTheirOrder() {
    HTTPResponse page = fetch("/parts?_in_order=1");

    assertThat(page.text())
        .containsSubsequence("after 3 s", "after 1 s", "after 2 s", "here already")
        .doesNotContain("Asking", "<script", "<template");
  }
}
