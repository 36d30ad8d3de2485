// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hosts, and the default host. Python: web_test, HostMatchingTest, DefaultHostMatchingTest.
class HostMatchesTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "www\\.example\\.com, www.example.com, true",
    "www\\.example\\.com, WWW.Example.COM, true",
    "www\\.example\\.com, www.example.com:8888, true",
    "www\\.example\\.com, www.example.com.evil.com, false",
    "www\\.example\\.com, xwww.example.com, false",
    "www\\.example\\.com, example.com, false",
    "WWW.*, www.example.com, false",
    ".*\\.example\\.com, a.b.example.com, true",
    "^a$, a, true",
    ".*, '', true",
    "\\[::1\\], [::1]:80, true",
  })
  void wholeHostHasToMatch(String pattern, String host, boolean matches) {
    Match match = new HostMatches(pattern).match(FakeRequest.to("/", host));

    assertThat(match).isEqualTo(matches ? Match.EMPTY : null);
  }

  @Test
  void hostOfAnAbsoluteTargetCounts() {
    Match match = new HostMatches("b").match(FakeRequest.to("http://b/x", "a"));

    assertThat(match).isEqualTo(Match.EMPTY);
  }

  @Test
  void defaultHostStandsInForEveryHost() {
    var defaultHost = new AtomicReference<@Nullable String>();
    var matcher = new DefaultHostMatches(defaultHost::get, "www\\.example\\.com");

    assertThat(matcher.match(FakeRequest.to("/", "www.example.com"))).isNull();
    defaultHost.set("www.example.com");
    assertThat(matcher.match(FakeRequest.to("/", "other"))).isEqualTo(Match.EMPTY);
    defaultHost.set("example.com");
    assertThat(matcher.match(FakeRequest.to("/", "other"))).isNull();
  }

  @Test
  void defaultHostDoesNotCountBehindAProxy() {
    var matcher = new DefaultHostMatches(() -> "a", "a");

    assertThat(matcher.match(FakeRequest.to("/", "a", "X-Real-Ip: 4.4.4.4"))).isNull();
  }

  @Test
  void patternThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new HostMatches("(")).isInstanceOf(PatternSyntaxException.class);
  }
}
