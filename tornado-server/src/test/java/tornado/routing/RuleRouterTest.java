// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.HTTPServerRequest;

/// Rules in order, routers in routers, names. Python: routing_test.
class RuleRouterTest {
  private final List<String> asked = new ArrayList<>();

  /// Leads to a delegate, and notes that it was asked for.
  private Target here(String name) {
    return (_, _) -> {
      asked.add(name);
      return IgnoringDelegate.INSTANCE;
    };
  }

  private Target nowhere(String name) {
    return (_, _) -> {
      asked.add(name);
      return null;
    };
  }

  private @Nullable HTTPMessageDelegate find(RuleRouter router, String target) {
    return router.findHandler(FakeRequest.to(target));
  }

  @Test
  void firstRuleThatMatchesWins() {
    var router =
        new RuleRouter(
            List.of(
                Rule.path("/b", here("b")),
                Rule.path("/a.*", here("first")),
                Rule.path("/a/x", here("second"))));

    assertThat(find(router, "/a/x")).isNotNull();

    assertThat(asked).containsExactly("first");
  }

  @Test
  void addedRulesStandBehindThoseThatAreThere() {
    var router = new RuleRouter(List.of(Rule.path("/a", here("old"))));

    router.addRules(List.of(Rule.path("/a", here("new")), Rule.path("/b", here("b"))));
    find(router, "/a");
    find(router, "/b");

    assertThat(asked).containsExactly("old", "b");
    assertThat(router.rules()).hasSize(3);
  }

  @Test
  void searchGoesOnBehindATargetThatHasNothing() {
    var router =
        new RuleRouter(List.of(Rule.path("/a", nowhere("first")), Rule.path("/a", here("second"))));

    assertThat(find(router, "/a")).isNotNull();

    assertThat(asked).containsExactly("first", "second");
  }

  @Test
  void nestedRoutersFallThrough() {
    var router =
        new RuleRouter(
            List.of(
                Rule.path(
                    "/a/.*",
                    Target.rules(
                        List.of(
                            Rule.path(
                                "/a/b/.*", Target.rules(List.of(Rule.path("/a/b/c", here("in"))))),
                            Rule.path("/a/x", here("x"))))),
                new Rule(new AnyMatches(), here("out"))));

    find(router, "/a/b/c");
    find(router, "/a/b/d");
    find(router, "/a/x");

    assertThat(asked).containsExactly("in", "out", "x");
  }

  @Test
  void nothingIsFoundWhereNothingMatches() {
    var router = new RuleRouter(List.of(Rule.path("/a", here("a"))));

    assertThat(find(router, "/b")).isNull();
    assertThat(find(new RuleRouter(List.of()), "/")).isNull();
  }

  @Test
  void targetGetsTheRequestAndWhatMatched() {
    var seen = new ArrayList<Object>();
    Target target =
        (request, match) -> {
          seen.add(request);
          seen.add(match.pathArgs().getFirst());
          return null;
        };
    HTTPServerRequest request = FakeRequest.to("/a/%C3%A9");

    new RuleRouter(List.of(Rule.path("/a/(.*)", target))).findHandler(request);

    assertThat(seen).containsExactly(request, okio.ByteString.encodeUtf8("\u00e9"));
  }

  @Test
  void namesAreReversed() {
    var router =
        new RuleRouter(
            List.of(
                Rule.path("/a/(.*)", here("a")).named("a"),
                Rule.path("/b", here("b")),
                new Rule(new HostMatches("h"), here("h"), "h")));

    assertThat(router.reverseUrl("a", 1)).isEqualTo("/a/1");
    assertThat(router.reverseUrl("b")).isNull();
    assertThat(router.reverseUrl("h")).isNull();
    assertThatThrownBy(() -> router.reverseUrl("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 1 args for /a/(.*) but was 0");
  }

  @Test
  void ownNamesCountBeforeThoseOfNestedRouters() {
    Target nested =
        Target.rules(
            List.of(
                Rule.path("/nested/both", here("")).named("both"),
                Rule.path("/nested/first", here("")).named("nested")));
    Target later = Target.rules(List.of(Rule.path("/later", here("")).named("nested")));
    var router =
        new RuleRouter(
            List.of(
                new Rule(new HostMatches("h"), nested),
                new Rule(new AnyMatches(), later),
                Rule.path("/both", here("")).named("both")));

    assertThat(router.reverseUrl("both")).isEqualTo("/both");
    assertThat(router.reverseUrl("nested")).isEqualTo("/nested/first");
    assertThat(router.reverseUrl("none")).isNull();
  }

  @Test
  void laterOneOfTwoWithTheSameNameCountsAndIsLogged() {
    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      var router =
          new RuleRouter(
              List.of(
                  Rule.path("/old", here("")).named("x"), Rule.path("/new", here("")).named("x")));

      assertThat(router.reverseUrl("x")).isEqualTo("/new");
      assertThat(log.lines())
          .containsExactly("WARN multiple rules named x; replacing previous value");
    }
  }

  @Test
  void rulesCannotBeChangedThroughTheirList() {
    var router = new RuleRouter(List.of());

    assertThatThrownBy(() -> router.rules().add(Rule.path("/", here(""))))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
