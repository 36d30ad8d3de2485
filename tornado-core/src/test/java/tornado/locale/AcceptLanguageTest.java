// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which languages a browser asks for (RFC 9110 §12.5.4).
class AcceptLanguageTest {
  private static List<String> parse(String field) {
    return AcceptLanguage.parse(field);
  }

  @Test
  void ordersByWeight() {
    assertThat(parse("da, en-GB;q=0.8, en;q=0.7, fr;q=0.75, *;q=0.1, de"))
        .containsExactly("da", "de", "en-GB", "fr", "en", "*");
  }

  @Test
  void keepsTheOrderOfEqualWeights() {
    assertThat(parse("c;q=0.5,b;q=0.50,a;q=0.500,z,y;q=1,x;q=1.000"))
        .containsExactly("z", "y", "x", "c", "b", "a");
  }

  @Test
  void spacesAndEmptyItemsDoNotMatter() {
    assertThat(parse(" , fr ; q=0.9,\t,de;Q=0.8 ,;q=0.7,")).containsExactly("fr", "de");
    assertThat(parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0", "0.", "0.0", "0.000", "-1", "1.1", "2", "0.1234", "1.0000", "", "x", "0,5", ".5",
        "1e0", "NaN", "+1", "0.٥", "0.5;x", "=1"
      })
  void leavesOutWeightsOfZeroAndWrongOnes(String weight) {
    assertThat(parse("fr;q=" + weight + ";, de")).doesNotContain("fr").contains("de");
    assertThat(parse("fr;q=" + weight)).doesNotContain("fr");
  }

  @Test
  void leavesOutOtherParameters() {
    assertThat(parse("fr;level=1, en;, de")).containsExactly("de");
  }

  @Test
  void readsTenThousandsOfItems() {
    assertThat(parse("a;q=0.5,".repeat(50_000) + "b")).hasSize(50_001).startsWith("b");
  }
}
