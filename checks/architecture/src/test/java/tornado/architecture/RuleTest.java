// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves each rule twice: the published modules keep it, and it finds the fixtures that break it and no others.
class RuleTest {
  /// A rule and the fixtures that break it.
  record Proof(Rule rule, List<String> breakers) {
    static Proof of(Rule rule, String... breakers) {
      return new Proof(rule, List.of(breakers));
    }

    @Override
    public String toString() {
      return rule.name();
    }
  }

  static Stream<Proof> rules() {
    return Stream.of(
        Proof.of(Layers.LADDER, "ClimbsTheLadder", "StandsOnNoRung", "GoesRound"),
        Proof.of(Layers.NO_CYCLES, "GoesRound"),
        Proof.of(Doors.CHANNELS, "OpensChannel"),
        Proof.of(Doors.TLS, "SpeaksTLS"),
        Proof.of(Libraries.ONE_PACKAGE_EACH.get(0), "KnowsJackson"),
        Proof.of(Libraries.ONE_PACKAGE_EACH.get(1), "KnowsPebble"),
        Proof.of(Libraries.ONE_PACKAGE_EACH.get(2), "KnowsNimbus"),
        Proof.of(Libraries.ONE_PACKAGE_EACH.get(3), "KnowsHikariCP"),
        Proof.of(Doors.PURE_PARSING, "LogsWhileParsing", "MessageParser"),
        Proof.of(Shapes.CLOSED, "CanBeExtended"),
        Proof.of(
            Doors.HIDDEN,
            "ReadsTheClock",
            "ReadsTheDate",
            "StartsThread",
            "MakesExecutor",
            "Sleeps",
            "DrawsNumber",
            "OpensSocket"),
        Proof.of(Doors.NO_CONSOLE, "Prints", "PrintsTrace"),
        Proof.of(Failures.ONE_ROOT, "RootlessException"),
        Proof.of(Failures.NO_BARE_EXCEPTION, "DeclaresException"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thePublishedModulesKeepIt(Proof proof) {
    assertThat(proof.rule().violationsInTornado()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsTheFixturesThatBreakIt(Proof proof) {
    List<String> violations = proof.rule().violationsInFixtures();

    assertThat(proof.breakers())
        .allSatisfy(breaker -> assertThat(violations).anyMatch(text -> text.contains(breaker)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsNoOtherFixture(Proof proof) {
    List<String> violations = proof.rule().violationsInFixtures();

    assertThat(violations).allMatch(text -> proof.breakers().stream().anyMatch(text::contains));
  }
}
