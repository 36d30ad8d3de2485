// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The plural forms of languages, as the headers of their catalogues have them.
class PluralFormsTest {
  private static final String POLISH =
      "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);";
  private static final String ARABIC =
      "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
          + " : n%100>=11 ? 4 : 5;";
  private static final String SLOVENIAN =
      "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);";

  private static int index(String field, long n) {
    return PluralForms.parse(field).index(n);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2",
    "1, 0",
    "2, 1",
    "4, 1",
    "5, 2",
    "11, 2",
    "12, 2",
    "14, 2",
    "21, 2",
    "22, 1",
    "25, 2",
    "101, 2",
    "102, 1",
    "112, 2",
    "122, 1",
    "1000000, 2"
  })
  void polish(long n, int form) {
    assertThat(index(POLISH, n)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "1, 1", "2, 2", "3, 3", "10, 3", "11, 4", "99, 4", "100, 5", "102, 5", "103, 3",
    "111, 4", "1000, 5"
  })
  void arabic(long n, int form) {
    assertThat(index(ARABIC, n)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 0", "100, 0"})
  void japanese(long n, int form) {
    assertThat(index("nplurals=1; plural=0;", n)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "100, 1"})
  void french(long n, int form) {
    assertThat(index("nplurals=2; plural=(n > 1);", n)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3", "1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "11, 3", "101, 0", "102, 1", "103, 2", "105, 3"
  })
  void slovenian(long n, int form) {
    assertThat(index(SLOVENIAN, n)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "2, 1", "-1, 1"})
  void germanicWhereNothingIsSaid(long n, int form) {
    assertThat(PluralForms.GERMANIC.index(n)).isEqualTo(form);
  }

  @Test
  void fieldMayLackItsLastSemicolonAndHaveOtherParts() {
    assertThat(index("plural = n != 1 ;x; other=1; nplurals = 2", 2)).isEqualTo(1);
  }

  /// A rule is tried with small numbers only; what it does to others must not fail either.
  @Test
  void firstFormCountsWhereTheRuleGivesNone() {
    assertThat(index("nplurals=2; plural=n>5000 ? 7 : n!=1;", 5001)).isZero();
    assertThat(index("nplurals=2; plural=n<0 ? n : n!=1;", -1)).isZero();
    assertThat(index("nplurals=2; plural=n==5000 ? 1/0 : 1;", 5000)).isZero();
  }

  static String[][] wrong() {
    return new String[][] {
      {"", "plural is missing"},
      {"plural", "plural is missing"},
      {"nplurals=2;", "plural is missing"},
      {"plural=0;", "expected nplurals=NUMBER but was nothing"},
      {"nplurals=INTEGER; plural=EXPRESSION;", "expected nplurals=NUMBER but was 'INTEGER'"},
      {"nplurals=-1; plural=0;", "expected nplurals=NUMBER but was '-1'"},
      {"nplurals=99999999999; plural=0;", "expected nplurals=NUMBER but was '99999999999'"},
      {"nplurals=0; plural=0;", "nplurals is not from 1 to 100: 0"},
      {"nplurals=101; plural=0;", "nplurals is not from 1 to 100: 101"},
      {"nplurals=2; plural=n;", "plural is not below nplurals 2 for n = 2: 2"},
      {"nplurals=2; plural=0-1;", "plural is not below nplurals 2 for n = 0: -1"},
      {"nplurals=2; plural=n%n;", "plural divides by zero for n = 0"},
      {"nplurals=2; plural=1/(n-7)>0;", "plural divides by zero for n = 7"},
      {"nplurals=2; plural=;", "plural: expected n or a number but was nothing"},
    };
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refuses(String field, String message) {
    assertThatThrownBy(() -> PluralForms.parse(field))
        .isInstanceOf(TranslationException.class)
        .hasMessage(message);
  }
}
