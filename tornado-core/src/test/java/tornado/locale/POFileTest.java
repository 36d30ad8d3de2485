// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.locale.Fixtures.po;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.LogRecorder;

/// The sources of gettext's catalogues.
class POFileTest {
  @Test
  void readsEntriesOfEachKind() {
    GettextCatalogue catalogue =
        po(
            """
            msgid "a"
            msgstr "A"
            msgctxt "c"
            msgid "a"
            msgstr "CA"
            msgid "one" msgid_plural "many" msgstr[0] "ONE" msgstr[1] "MANY"
            """);

    assertThat(catalogue.find(null, "a")).isEqualTo("A");
    assertThat(catalogue.find("c", "a")).isEqualTo("CA");
    assertThat(catalogue.find(null, "one", "many", 1)).isEqualTo("ONE");
    assertThat(catalogue.find(null, "one", "many", 2)).isEqualTo("MANY");
  }

  @Test
  void joinsStringsOverLinesAndComments() {
    GettextCatalogue catalogue =
        po("msgid\n\"a\" \"b\"\n# between\n\"c\"\nmsgstr \"\"\n\"A\"\r\n\t\"B\"");

    assertThat(catalogue.find(null, "abc")).isEqualTo("AB");
  }

  @Test
  void readsEscapes() {
    GettextCatalogue catalogue =
        po("msgid \"e\"\nmsgstr \"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\'\\?\\101\\60\\x41\\x9|\\7|\"");

    assertThat(catalogue.find(null, "e")).isEqualTo("\u0007\b\f\n\r\t\u000b\\\"'?A0A\t|\u0007|");
  }

  @Test
  void leavesOutWhatIsFuzzyObsoleteOrNotTranslated() {
    GettextCatalogue catalogue =
        po(
            """
            #, fuzzy, c-format
            msgid "fuzzy"
            msgstr "x"
            #, fuzzy
            msgid "f" msgid_plural "fs" msgstr[0] "x" msgstr[1] "xs"
            #~ msgid "obsolete"
            #~ msgstr "x"
            msgid "empty"
            msgstr ""
            msgid "e" msgid_plural "es" msgstr[0] "" msgstr[1] "xs"
            """);

    assertThat(catalogue.find(null, "fuzzy")).isNull();
    assertThat(catalogue.find(null, "f", "fs", 2)).isNull();
    assertThat(catalogue.find(null, "obsolete")).isNull();
    assertThat(catalogue.find(null, "empty")).isNull();
    assertThat(catalogue.find(null, "e", "es", 1)).isNull();
    assertThat(catalogue.find(null, "e", "es", 2)).isEqualTo("xs");
  }

  /// The flag of an obsolete entry, or of the entry before, says nothing of the next.
  @Test
  void flagHoldsForOneEntry() {
    GettextCatalogue catalogue =
        po(
            """
            #, fuzzy
            #~ msgid "obsolete"
            #~ msgstr "x"
            msgid "a"
            msgstr "A"
            #, fuzzy
            msgid "b"
            msgstr "x"
            # fuzzy
            #. fuzzy
            #: fuzzy
            #| msgid "fuzzy"
            #, not-fuzzy
            msgid "c"
            msgstr "C"
            """);

    assertThat(catalogue.find(null, "a")).isEqualTo("A");
    assertThat(catalogue.find(null, "b")).isNull();
    assertThat(catalogue.find(null, "c")).isEqualTo("C");
  }

  @Test
  void headerGivesThePluralFormsThoughItBeFuzzy() {
    GettextCatalogue catalogue =
        po(
            """
            #, fuzzy
            msgid ""
            msgstr "Language: ja\\nplural-forms: nplurals=1; plural=0;\\n"
            msgid "day" msgid_plural "days" msgstr[0] "日"
            """);

    assertThat(catalogue.find(null, "day", "days", 5)).isEqualTo("日");
    assertThat(catalogue.find(null, "")).isNull();
  }

  @Test
  void emptyMessageWithAContextIsNoHeader() {
    GettextCatalogue catalogue =
        po(
            """
            msgctxt "c"
            msgid ""
            msgstr "Plural-Forms: nplurals=1; plural=0;\\n"
            msgid "a" msgid_plural "as" msgstr[0] "A" msgstr[1] "AS"
            """);

    assertThat(catalogue.find(null, "a", "as", 2)).isEqualTo("AS");
    assertThat(catalogue.find("c", "")).startsWith("Plural-Forms");
  }

  @Test
  void wrongPluralFormsAreLoggedAndGermanicOnesUsed() {
    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      GettextCatalogue catalogue =
          po(
              """
              msgid ""
              msgstr "Plural-Forms: nplurals=2; plural=n!;\\n"
              msgid "a" msgid_plural "as" msgstr[0] "A" msgstr[1] "AS"
              """);

      assertThat(catalogue.find(null, "a", "as", 0)).isEqualTo("AS");
      assertThat(log.lines())
          .containsExactly(
              "ERROR test.po: wrong Plural-Forms, n != 1 is used instead: "
                  + "plural: expected an operator but was '!'");
    }
  }

  private static GettextCatalogue inCharset(String name, Charset charset) {
    String header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=" + name + "\\n\"\n";
    String text = header + "msgid \"school\"\nmsgstr \"école\"\n";
    return POFile.read("test.po", text.getBytes(charset));
  }

  @Test
  void headerNamesTheCharset() {
    assertThat(inCharset("ISO-8859-1", StandardCharsets.ISO_8859_1).find(null, "school"))
        .isEqualTo("école");
    assertThat(inCharset("utf-8", StandardCharsets.UTF_8).find(null, "school")).isEqualTo("école");
    assertThat(inCharset("CHARSET", StandardCharsets.UTF_8).find(null, "school"))
        .isEqualTo("école");
  }

  @Test
  void longLinesTakeLinearTime() {
    String line = "content-type: ".repeat(200_000);

    assertThat(po("msgid \"a\" msgstr \"" + line + "\"").find(null, "a")).isEqualTo(line);
  }

  /// The second byte of some of its characters is a backslash.
  @Test
  void readsShiftJIS() {
    byte[] content =
        """
        msgid ""
        msgstr "Content-Type: text/plain; charset=Shift_JIS\\n"
        msgid "table"
        msgstr "表"
        """
            .getBytes(Charset.forName("Shift_JIS"));

    assertThat(POFile.read("test.po", content).find(null, "table")).isEqualTo("表");
  }

  @Test
  void refusesTextOfAnotherCharsetAndUnknownCharsets() {
    assertThatThrownBy(() -> inCharset("UTF-8", StandardCharsets.ISO_8859_1))
        .isInstanceOf(TranslationException.class)
        .hasMessage("expected text in UTF-8 but was other");
    assertThatThrownBy(() -> inCharset("x-klingon", StandardCharsets.UTF_8))
        .isInstanceOf(TranslationException.class)
        .hasMessage("unknown charset: 'x-klingon'");
    assertThatThrownBy(() -> inCharset("?!", StandardCharsets.UTF_8))
        .hasMessage("unknown charset: '?!'");
  }

  @Test
  void byteOrderMarkIsPassedOver() {
    assertThat(po("\ufeffmsgid \"a\" msgstr \"A\"").find(null, "a")).isEqualTo("A");
  }

  static String[][] wrong() {
    return new String[][] {
      {"\nmsgid \"a", "line 2: string is not closed"},
      {"msgid \"a\nmsgstr \"\"", "line 1: string is not closed"},
      {"msgid \"a\\", "line 1: expected an escape but was '\\?'"},
      {"msgid \"\\q\"", "line 1: expected an escape but was '\\q'"},
      {"msgid \"\\x\"", "line 1: expected the number of an ASCII character but was ''"},
      {"msgid \"\\x80\"", "line 1: expected the number of an ASCII character but was '80'"},
      {"msgid \"\\377\"", "line 1: expected the number of an ASCII character but was '377'"},
      {"msgid \"a\"\nMSGSTR", "line 2: expected a keyword or a string but was 'MSGSTR'"},
      {"\"a\"", "line 1: expected msgid but was a string"},
      {"msgstr \"a\"", "line 1: expected msgid but was 'msgstr'"},
      {"msgid", "line 1: expected a string but was the end"},
      {"msgid msgstr", "line 1: expected a string but was 'msgstr'"},
      {"msgid \"a\"\n", "line 2: expected msgstr but was the end"},
      {"msgctxt \"a\"\nmsgctxt \"a\"", "line 2: expected msgid but was 'msgctxt'"},
      {"msgid \"a\"\nmsgstr[0] \"A\"", "line 2: expected msgstr but was 'msgstr[0]'"},
      {"msgid \"a\" msgid_plural \"b\"\nmsgstr", "line 2: expected msgstr[0] but was 'msgstr'"},
      {
        "msgid \"a\" msgid_plural \"b\"\nmsgstr[1] \"\"",
        "line 2: expected msgstr[0] but was 'msgstr[1]'"
      },
      {
        "msgid \"a\" msgid_plural \"b\" msgstr[0] \"\"\nmsgstr[2] \"\"",
        "line 2: expected msgid but was 'msgstr[2]'"
      },
      {"domain \"a\"", "line 1: expected msgid but was 'domain'"},
      {"msgid \"a\" msgstr \"A\"\nmsgid \"a\" msgstr \"B\"", "line 2: message is defined twice"},
    };
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refuses(String text, String message) {
    assertThatThrownBy(() -> po(text)).isInstanceOf(TranslationException.class).hasMessage(message);
  }
}
