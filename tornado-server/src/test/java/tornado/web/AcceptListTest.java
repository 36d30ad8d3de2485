// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of what clients accept.
final class AcceptListTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip               | 1000",
        "gzip;q=1           | 1000",
        "gzip;q=1.          | 1000",
        "gzip;q=1.000       | 1000",
        "gzip;q=0.5         | 500",
        "gzip;q=0.25        | 250",
        "gzip;q=0.125       | 125",
        "gzip;q=0           | 0",
        "gzip ; q=0.000     | 0",
        "GZip;Q=0.5         | 500",
        "br , gzip;q=0.5    | 500",
        ",, gzip;q=0.5,,    | 500",
        "gzip;q=0.5, gzip   | 500",
        "gzip;q=0.5;more=1  | 500",
      })
  void weightOfAName(String field, int weight) {
    assertThat(AcceptList.parse(field).weight(-1, "gzip")).isEqualTo(weight);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip;q=",
        "gzip;q=2",
        "gzip;q=1.001",
        "gzip;q=0.1234",
        "gzip;q=-1",
        "gzip;q=0_5",
        "gzip;q=x",
        "gzip;q=0.x",
        "gzip;q=05",
        "gzip;q=.5",
        "gzipped",
        ";q=1",
        "",
        ",",
        "\"gzip\"",
        "\"a, gzip",
        "gzip;q=\u0661"
      })
  void whatIsNoNameWithAWeightIsLeftOut(String field) {
    assertThat(AcceptList.parse(field).weight(-1, "gzip")).isEqualTo(-1);
  }

  @Test
  void firstOfTheNamesAskedForWins() {
    AcceptList list = AcceptList.parse("*;q=0.1, gzip;q=0");

    assertThat(list.weight(-1, "gzip", "*")).isZero();
    assertThat(list.weight(-1, "br", "*")).isEqualTo(100);
    assertThat(list.weight(7, "br")).isEqualTo(7);
  }

  @Test
  void mediaTypesHaveRanges() {
    AcceptList list = AcceptList.parse("text/html, text/*;q=0.5, */*;q=0.1, text/plain;q=0");

    assertThat(list.weightOfMediaType("text/html")).isEqualTo(1000);
    assertThat(list.weightOfMediaType("text/css")).isEqualTo(500);
    assertThat(list.weightOfMediaType("image/png")).isEqualTo(100);
    assertThat(list.weightOfMediaType("text/plain")).isZero();
  }

  @Test
  void parametersBelongToTheName() {
    AcceptList list = AcceptList.parse("text/html; level=1; q=0.5, a/b;c=\",;q=0\";q=0.25");

    assertThat(list.weights())
        .containsOnly(Map.entry("text/html;level=1", 500), Map.entry("a/b;c=\",;q=0\"", 250));
  }

  @Test
  void noFieldIsAnEmptyList() {
    assertThat(AcceptList.parse(null).isEmpty()).isTrue();
    assertThat(AcceptList.parse(" ").isEmpty()).isTrue();
    assertThat(AcceptList.parse("a").isEmpty()).isFalse();
  }
}
