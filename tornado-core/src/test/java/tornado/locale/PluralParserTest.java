// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Expressions of C: what binds tighter, and where they end.
class PluralParserTest {
  private static long evaluate(String expression, long n) {
    return PluralParser.parse(expression).evaluate(n);
  }

  @ParameterizedTest
  @CsvSource({
    "n, 5",
    "7, 7",
    "' ( ( n ) ) ', 5",
    "2+3*4, 14",
    "(2+3)*4, 20",
    "20-8-2, 10",
    "100/10/5, 2",
    "100%7*3, 6",
    "!n, 0",
    "!0, 1",
    "!!n, 1",
    "!n+1, 1",
    "1+1==2, 1",
    "1==1!=0, 1",
    "n<6, 1",
    "n<=5, 1",
    "n>5, 0",
    "n>=5, 1",
    "n!=5, 0",
    "1<2==1, 1",
    "0&&0||1, 1",
    "1||0&&0, 1",
    "2&&3, 1",
    "0||9, 1",
    "n==5?1:2, 1",
    "n?0?1:2:3, 2",
    "0?1:0?2:3, 3",
    "0||1?4:5, 4",
    "999999999999999999, 999999999999999999"
  })
  void isWorkedOutAsInC(String expression, long value) {
    assertThat(evaluate(expression, 5)).isEqualTo(value);
  }

  @Test
  void whatDoesNotCountIsNotWorkedOut() {
    assertThat(evaluate("n && 1/n", 0)).isZero();
    assertThat(evaluate("!n || 1/n", 0)).isEqualTo(1);
    assertThat(evaluate("n ? 1/n : 3", 0)).isEqualTo(3);
  }

  @Test
  void divisionOfNegativeNumbersRoundsDownAsInPython() {
    assertThat(evaluate("n%10", -9)).isEqualTo(1);
    assertThat(evaluate("n/10", -9)).isEqualTo(-1);
  }

  static String[][] wrong() {
    return new String[][] {
      {"", "expected n or a number but was nothing"},
      {"m", "expected n or a number but was 'm'"},
      {"n n", "expected an operator but was 'n'"},
      {"n 1", "expected an operator but was '1'"},
      {"n=1", "expected an operator but was '=1'"},
      {"n&1", "expected an operator but was '&1'"},
      {"n|1", "expected an operator but was '|1'"},
      {"n;system", "expected an operator but was ';system'"},
      {"n)", "expected an operator but was ')'"},
      {"(n", "expected ')' but was nothing"},
      {"n?1", "expected ':' but was nothing"},
      {"n?:1", "expected n or a number but was ':1'"},
      {"n+", "expected n or a number but was nothing"},
      {"-1", "expected n or a number but was '-1'"},
      {"=!n", "expected n or a number but was '=!n'"},
      {"٣", "expected n or a number but was '٣'"},
    };
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refuses(String expression, String message) {
    assertThatThrownBy(() -> PluralParser.parse(expression))
        .isInstanceOf(TranslationException.class)
        .hasMessage("plural: " + message);
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThatThrownBy(() -> PluralParser.parse("1".repeat(19)))
        .hasMessage("plural has a number of over 18 digits");
    assertThatThrownBy(() -> PluralParser.parse("n" + " ".repeat(1000)))
        .hasMessage("plural is longer than 1000 characters");
  }

  @ParameterizedTest
  @CsvSource({"(, n, )", "!, n, ''", "n?, 1, :0", "0?0:, 1, ''"})
  void refusesWhatIsTooDeep(String before, String middle, String after) {
    String deep = before.repeat(60) + middle + after.repeat(60);
    String fits = before.repeat(49) + middle + after.repeat(49);

    assertThatThrownBy(() -> PluralParser.parse(deep))
        .hasMessage("plural is nested deeper than 50");
    assertThat(PluralParser.parse(fits)).isNotNull();
  }

  @Test
  void whatStandsSideBySideIsNotDeep() {
    assertThat(evaluate("!n + (n) + ".repeat(60) + "0", 0)).isEqualTo(60);
  }

  @Test
  void evaluatesTheLongestThereCanBe() {
    assertThat(evaluate("1" + "+1".repeat(499), 0)).isEqualTo(500);
  }
}
