// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.fixture.Once;

/// Where texts lead to in HTML.
@Once
final class PlaceTest {
  private static final String TEXTS =
      """
      ``                        @ TEXT          @ ``       @ ``
      `a < b > c <3 <`          @ TAG_OPEN      @ ``       @ ``
      `<<`                      @ TAG_OPEN      @ ``       @ ``
      `</`                      @ TAG_OPEN      @ /        @ ``
      `</>`                     @ TEXT          @ ``       @ ``
      `</1 <p `                 @ DECLARATION   @ ``       @ ``
      `<?xml <p `               @ DECLARATION   @ ``       @ ``
      `<!DOCTYPE `              @ DECLARATION   @ ``       @ ``
      `<!DOCTYPE html>`         @ TEXT          @ ``       @ ``
      `<!-- > -> <p `           @ COMMENT       @ ``       @ ``
      `<!-- --->`               @ TEXT          @ ``       @ ``
      `<!-->`                   @ TEXT          @ ``       @ ``
      `<!--->`                  @ TEXT          @ ``       @ ``
      `<H1`                     @ TAG_NAME      @ h1       @ ``
      `</P`                     @ TAG_NAME      @ /p       @ ``
      `</script>`               @ TEXT          @ ``       @ ``
      `<p/ `                    @ TAG           @ p        @ ``
      `<p a=1 b="2" c='3' d `   @ AFTER_NAME    @ p        @ d
      `<p a b`                  @ ATTRIBUTE_NAME @ p       @ b
      `<p a/b`                  @ ATTRIBUTE_NAME @ p       @ b
      `<p a`                    @ ATTRIBUTE_NAME @ p       @ a
      `<p a>`                   @ TEXT          @ ``       @ ``
      `<p a = `                 @ BEFORE_VALUE  @ p        @ a
      `<p a=>`                  @ TEXT          @ ``       @ ``
      `<p Data-A = "'>`         @ DOUBLE_QUOTED @ p        @ data-a
      `<p a='">`                @ SINGLE_QUOTED @ p        @ a
      `<p a=b/"c`               @ UNQUOTED      @ p        @ a
      `<p a=b>`                 @ TEXT          @ ``       @ ``
      `<p a="b"c`               @ ATTRIBUTE_NAME @ p       @ c
      `<Style>`                 @ RAW_TEXT      @ style    @ ``
      `<script a="b">1 </p> <p` @ RAW_TEXT      @ script   @ ``
      `<script></scripts </`    @ RAW_TEXT      @ script   @ ``
      `<script><</SCRIPT >`     @ TEXT          @ ``       @ ``
      `<script></script/a>`     @ TEXT          @ ``       @ ``
      `<script src=a />`        @ TEXT          @ ``       @ ``
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = TEXTS)
  void textLeadsTo(String text, Place.Kind kind, String element, String attribute) {
    Place place = Place.START.after(text);

    assertThat(place.kind()).isEqualTo(kind);
    assertThat(place.element()).isEqualTo(element);
    assertThat(place.attribute()).isEqualTo(attribute);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = TEXTS)
  void textMayComeInPieces(String text) {
    Place whole = Place.START.after(text);

    for (int cut = 0; cut < text.length(); cut++) {
      assertThat(Place.START.after(text.substring(0, cut)).after(text.substring(cut)))
          .isEqualTo(whole);
    }
  }

  @Test
  void longValueDoesNotGrow() {
    Place place = Place.START.after("<p a=\"" + "b".repeat(100_000));

    assertThat(place.value()).hasSize(40);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          <p a @ <p b @ p @ `` @ ``
          <p a @ <i a @ `` @ a @ ``
          <p a="1 @ <p a="2 @ p @ a @ 2
          <p a="1 @ <p a=" @ p @ a @ ``
          <p a=" @ <p a="1 @ p @ a @ ``
          """)
  void eitherOfTwoKeepsWhatTheyShare(
      String one, String other, String element, String attribute, String value) {
    Place first = Place.START.after(one);

    assertThat(first.or(Place.START.after(other)))
        .isEqualTo(new Place(first.kind(), element, false, attribute, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      textBlock =
          """
          <p @ <!--
          <p a=" @ <p a='
          <script> @ <style>
          <script> @ `<script type="text/x">`
          """)
  void placesThatDifferInKindHaveNothingInCommon(String one, String other) {
    assertThat(Place.START.after(one).or(Place.START.after(other))).isNull();
  }
}
