// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.locale.Fixtures.csv;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;

/// Translations of CSV: their rows, and what is wrong with some.
class CSVCatalogueTest {
  @Test
  void keepsNumbersApart() {
    CSVCatalogue catalogue =
        csv("it,cela\nit,il,singular\nit,ils,plural\nthey,elles,plural\nthey,on,unknown\n");

    assertThat(catalogue.find(null, "it")).isEqualTo("cela");
    assertThat(catalogue.find(null, "they")).isEqualTo("on");
    assertThat(catalogue.find(null, "it", "they", 1)).isEqualTo("il");
    assertThat(catalogue.find(null, "it", "they", 2)).isEqualTo("elles");
    assertThat(catalogue.find(null, "it", "they", 0)).isEqualTo("elles");
    assertThat(catalogue.find(null, "it", "it", -1)).isEqualTo("ils");
    assertThat(catalogue.find(null, "they", "it", 1)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~key,value~|value",
        "~\"key\",\"value\"~|value",
        "~ key ,\t value ~|value",
        "~\" key \",\" value \"~|value",
        "~\u3000key,\u2003value\u3000~|value",
        "~key,value,~|value",
        "~key,value,unknown,more,cells~|value",
        "~key,\"a, \"\"b\"\"\"~|a, \"b\"",
        "~key,\"a\"b~|ab",
        "~key,a \"b\"~|a \"b\"",
        "~key,~|~~",
        "~key,first\nkey,last~|last",
        "~\n\r\n \nkey,value~|value"
      })
  void readsRowsAsPythonDoes(String text, String value) {
    assertThat(csv(text).find(null, "key")).isEqualTo(value);
  }

  /// The file's line ends don't matter within a text.
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void readsCellsOfSeveralLines(String lineEnd) {
    CSVCatalogue catalogue = csv("\"a\nb\",\"A\n\nB\"\nlast,one".replace("\n", lineEnd));

    assertThat(catalogue.find(null, "a\nb")).isEqualTo("A\n\nB");
    assertThat(catalogue.find(null, "last")).isEqualTo("one");
  }

  @Test
  void rowsThatAreWrongAreLoggedAndLeftOut() {
    String text = "one\n\"a\n\nb\",c\nx,y,\"dual\n\"\nkey,value\nlast,\"open\nkey,other\n";

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      CSVCatalogue catalogue = csv(text);

      assertThat(catalogue.find(null, "key")).isEqualTo("value");
      assertThat(catalogue.find(null, "x")).isNull();
      assertThat(catalogue.find(null, "last")).isNull();
      assertThat(log.lines())
          .containsExactly(
              "ERROR test.csv line 1: expected 2 or 3 cells but was 1",
              "ERROR test.csv line 5: expected plural, singular or unknown but was 'dual'",
              "ERROR test.csv line 8: quote is not closed");
    }
  }

  @Test
  void whatIsLoggedOfARowIsShortAndOnOneLine() {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      csv("a,A,\"b\n" + "c".repeat(100) + "\"");

      assertThat(log.lines().getFirst()).endsWith("but was 'b?" + "c".repeat(62) + "...'");
    }
  }

  @Test
  void lastOfTwoEqualRowsCounts() {
    CSVCatalogue catalogue = csv("school,école\nschool,lycée");

    assertThat(catalogue.find(null, "school")).isEqualTo("lycée");
  }

  @Test
  void hasNothingIfItIsEmpty() {
    assertThat(csv("").find(null, "a")).isNull();
    assertThat(csv("\ufeff").find(null, "a", "as", 2)).isNull();
  }

  @Test
  void isReadInTheCharsetThatIsGiven() {
    byte[] latin1 = "school,école".getBytes(StandardCharsets.ISO_8859_1);

    CSVCatalogue catalogue = CSVCatalogue.read("test.csv", latin1, StandardCharsets.ISO_8859_1);

    assertThat(catalogue.find(null, "school")).isEqualTo("école");
  }

  @Test
  void refusesTextOfAnotherCharset() {
    byte[] latin1 = "school,école".getBytes(StandardCharsets.ISO_8859_1);
    byte[] oddUTF16 = {(byte) 0xff, (byte) 0xfe, 'a', 0, 'b'};

    assertThatThrownBy(() -> CSVCatalogue.read("test.csv", latin1, null))
        .isInstanceOf(TranslationException.class)
        .hasMessage("expected text in UTF-8 but was other");
    assertThatThrownBy(() -> CSVCatalogue.read("test.csv", oddUTF16, null))
        .isInstanceOf(TranslationException.class)
        .hasMessage("expected text in UTF-16 but was other");
  }

  @Test
  void logsOnceThatItHasNoContexts() {
    CSVCatalogue catalogue = csv("right,droit\nclub,clubs,plural");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(catalogue.find("law", "right")).isNull();
      assertThat(catalogue.find("stick", "club", "club", 2)).isNull();
      assertThat(log.lines())
          .containsExactly("WARN test.csv: these translations have no contexts for pgettext");
    }
  }
}
