// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Texts with places for values, as Python writes them.
class PlaceholdersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no place|no place",
        "%(a)s|A",
        "x%(a)sy%(b)dz%(a)s|xAy%(a)szA",
        "%(a)ss|As",
        "100%% %(a)s%%|100% A%",
        "%%(a)s|%(a)s",
        "%(c)s %(a)s|%(c)s A",
        "%(a)x %(a)|%(a)x %(a)",
        "%(a %(a)s|%(a A",
        "% %(|% %(",
        "%|%"
      })
  void fillsPlacesItKnows(String text, String filled) {
    assertThat(Placeholders.fill(text, Map.of("a", "A", "b", "%(a)s"))).isEqualTo(filled);
  }
}
