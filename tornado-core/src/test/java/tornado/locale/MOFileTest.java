// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.LogRecorder;

/// Compiled catalogues, and all the ways in which one may be corrupt.
class MOFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void readsBothByteOrders(String order) {
    ByteOrder byteOrder =
        order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer bytes =
        MOBytes.of(byteOrder, StandardCharsets.UTF_8, "", "", "c\4a", "Ä", "b\0bs", "B\0BS");

    GettextCatalogue catalogue = MOBytes.read(bytes);

    assertThat(MOFile.matches(MOBytes.array(bytes))).isTrue();
    assertThat(catalogue.find("c", "a")).isEqualTo("Ä");
    assertThat(catalogue.find(null, "b", "bs", 1)).isEqualTo("B");
    assertThat(catalogue.find(null, "b", "bs", 2)).isEqualTo("BS");
    assertThat(catalogue.find(null, "")).isNull();
  }

  /// The header is looked for first, wherever it is.
  @Test
  void headerNamesTheCharset() {
    Charset latin1 = StandardCharsets.ISO_8859_1;
    String header = "Content-Type: text/plain; charset=iso-8859-1\n";
    ByteBuffer bytes = MOBytes.of(ByteOrder.BIG_ENDIAN, latin1, "school", "école", "", header);

    assertThat(MOBytes.read(bytes).find(null, "school")).isEqualTo("école");
  }

  @Test
  void headerGivesThePluralForms() {
    GettextCatalogue catalogue = MOBytes.read(MOBytes.small());

    assertThat(catalogue.find(null, "b", "bs", 0)).isEqualTo("B");
    assertThat(catalogue.find(null, "b", "bs", 2)).isEqualTo("BS");
  }

  @Test
  void wrongPluralFormsAreLoggedAndGermanicOnesUsed() {
    String header = "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n";
    ByteBuffer bytes =
        MOBytes.of(ByteOrder.BIG_ENDIAN, StandardCharsets.UTF_8, "", header, "b\0bs", "B\0BS");

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      GettextCatalogue catalogue = MOBytes.read(bytes);

      assertThat(catalogue.find(null, "b", "bs", 0)).isEqualTo("BS");
      assertThat(log.lines())
          .containsExactly(
              "ERROR test.mo: wrong Plural-Forms, n != 1 is used instead: "
                  + "expected nplurals=NUMBER but was 'INTEGER'");
    }
  }

  @Test
  void firstOfTwoEqualMessagesCounts() {
    ByteBuffer bytes =
        MOBytes.of(
            ByteOrder.BIG_ENDIAN,
            StandardCharsets.UTF_8,
            "a",
            "A",
            "a",
            "B",
            "b\0bs",
            "C\0CS",
            "b\0bs",
            "D\0DS");

    GettextCatalogue catalogue = MOBytes.read(bytes);

    assertThat(catalogue.find(null, "a")).isEqualTo("A");
    assertThat(catalogue.find(null, "b", "bs", 2)).isEqualTo("CS");
  }

  @Test
  void hasNoTranslationsWithoutStrings() {
    GettextCatalogue catalogue =
        MOBytes.read(MOBytes.of(ByteOrder.BIG_ENDIAN, StandardCharsets.UTF_8));

    assertThat(catalogue.find(null, "a")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, does not begin as a .mo file does",
    "4, 0x20000, unknown revision: 2",
    "4, -1, unknown revision: 65535",
    "8, 100, the number of strings is beyond the end of the file: 100",
    "8, -1, the number of strings is beyond the end of the file: 4294967295",
    "8, 0x10000003, the number of strings is beyond the end of the file: 268435459",
    "12, 200, the table of messages is beyond the end of the file: 200",
    "12, -8, the table of messages is beyond the end of the file: 4294967288",
    "16, 200, the table of translations is beyond the end of the file: 200",
    "16, 0x7fffffff, the table of translations is beyond the end of the file: 2147483647",
    "28, 200, the length of string 1 is beyond the end of the file: 200",
    "28, -1, the length of string 1 is beyond the end of the file: 4294967295",
    "32, 200, the offset of string 1 is beyond the end of the file: 200",
    "32, -1, the offset of string 1 is beyond the end of the file: 4294967295",
    "60, 3, string 2 does not end with a zero byte",
    "48, 1000000000, the offset of string 0 is beyond the end of the file: 1000000000"
  })
  void refusesASpoiltNumber(int at, String value, String message) {
    ByteBuffer bytes = MOBytes.small();
    bytes.putInt(at, Integer.decode(value));

    assertThatThrownBy(() -> MOBytes.read(bytes))
        .isInstanceOf(TranslationException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWhatIsCutAnywhere() {
    byte[] whole = MOBytes.array(MOBytes.small());

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> MOFile.read("test.mo", cut))
          .isInstanceOf(TranslationException.class);
    }
  }

  /// Nothing but our own exception, whatever a byte becomes.
  @Test
  void failsInNoOtherWayForAnyByte() {
    byte[] whole = MOBytes.array(MOBytes.small());
    int refused = 0;

    for (int i = 0; i < 68; i++) {
      for (int value = 0; value < 256; value++) {
        byte[] spoilt = whole.clone();
        spoilt[i] = (byte) value;
        refused += isRefused(spoilt) ? 1 : 0;
      }
    }

    assertThat(refused).isGreaterThan(10_000);
  }

  /// Strings may lie one over the other, but not so that a small file takes much memory.
  @Test
  void refusesStringsThatOverlap() {
    String[] strings = new String[100];
    Arrays.setAll(strings, i -> i == 0 ? "x".repeat(1000) : "y" + i);
    ByteBuffer bytes = MOBytes.of(ByteOrder.LITTLE_ENDIAN, StandardCharsets.UTF_8, strings);
    for (int row = 20; row < 20 + 8 * 50; row += 8) {
      bytes.putLong(row, bytes.getLong(20));
    }

    assertThatThrownBy(() -> MOBytes.read(bytes)).hasMessage("strings overlap");
  }

  @Test
  void refusesTextOfAnotherCharsetAndUnknownCharsets() {
    var little = ByteOrder.LITTLE_ENDIAN;
    ByteBuffer latin1 = MOBytes.of(little, StandardCharsets.ISO_8859_1, "a", "é");
    ByteBuffer unknown =
        MOBytes.of(little, StandardCharsets.UTF_8, "", "Content-Type: x; charset=x-klingon\n");

    assertThatThrownBy(() -> MOBytes.read(latin1))
        .isInstanceOf(TranslationException.class)
        .hasMessage("expected text in UTF-8 but was other");
    assertThatThrownBy(() -> MOBytes.read(unknown))
        .isInstanceOf(TranslationException.class)
        .hasMessage("unknown charset: 'x-klingon'");
  }

  private static boolean isRefused(byte[] content) {
    try {
      MOFile.read("test.mo", content);
      return false;
    } catch (TranslationException e) {
      return true;
    }
  }
}
