// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Carries over tests of Tornado's `escape_test`.
class EscapeTest {
  record Story(long id, String title, List<Author> authors) {}

  record Author(String name) {}

  @Test
  void xhtmlEscapeReturnsTextThatNeedsNothingAsItIs() {
    String plain = "nothing to escape: é 漢字";

    assertThat(Escape.xhtmlEscape(plain)).isSameAs(plain);
  }

  @Test
  void xhtmlUnescapeEscapedTextGivesItBack() {
    String text = "<>&\"' é 漢字 \ud83c\udf2a";

    assertThat(Escape.xhtmlUnescape(Escape.xhtmlEscape(text))).isEqualTo(text);
  }

  @Test
  void xhtmlUnescapeNumeric() {
    assertThat(Escape.xhtmlUnescape("foo&#32;bar&#x20;baz&#X20;x")).isEqualTo("foo bar baz x");
    assertThat(Escape.xhtmlUnescape("&#xabc;|&#xABC;|&#2748;")).isEqualTo("\u0abc|\u0abc|\u0abc");
  }

  @Test
  void xhtmlUnescapeKnowsReferencesOfEveryForm() {
    assertThat(Escape.xhtmlUnescape("&eacute;&amp &notit; &hellip;")).isEqualTo("é& ¬it; …");
    assertThat(Escape.xhtmlUnescape("&#x80;&#xd800;&#x110000;&#1;")).isEqualTo("€\ufffd\ufffd");
  }

  @Test
  void xhtmlUnescapeLeavesInvalidReferencesAlone() {
    for (String text :
        List.of("foo&#xyz;bar", "foo&#;bar", "foo&#x;bar", "&bogus;", "a & b", "&")) {
      assertThat(Escape.xhtmlUnescape(text)).isEqualTo(text);
    }
  }

  @Test
  void urlEscapeUnicode() {
    assertThat(Escape.urlEscape("é")).isEqualTo("%C3%A9");
    assertThat(Escape.urlEscape(ByteString.encodeUtf8("é"))).isEqualTo("%C3%A9");
    assertThat(Escape.urlEscape(ByteString.decodeHex("e9"))).isEqualTo("%E9");
    assertThat(Escape.urlEscapePath(ByteString.decodeHex("e92f"))).isEqualTo("%E9/");
  }

  @Test
  void urlUnescapeUnicode() {
    assertThat(Escape.urlUnescape("%C3%A9")).isEqualTo("é");
    assertThat(Escape.urlUnescape("%C3%A9", StandardCharsets.ISO_8859_1)).isEqualTo("Ã©");
    assertThat(Escape.urlUnescapeBytes("%C3%A9")).isEqualTo(ByteString.encodeUtf8("é"));
  }

  @Test
  void urlEscapeQuotePlus() {
    String text = "+ #%";

    assertThat(Escape.urlEscape(text)).isEqualTo("%2B+%23%25");
    assertThat(Escape.urlEscapePath(text)).isEqualTo("%2B%20%23%25");
    assertThat(Escape.urlUnescape("%2B+%23%25")).isEqualTo(text);
    assertThat(Escape.urlUnescapePath("%2B%20%23%25+")).isEqualTo(text + "+");
    assertThat(Escape.urlUnescapePathBytes("%2B%20%23%25").utf8()).isEqualTo(text);
  }

  @Test
  void utf8AndToUnicode() {
    assertThat(Escape.utf8("é")).isEqualTo(ByteString.decodeHex("c3a9"));
    assertThat(Escape.toUnicode(ByteString.decodeHex("c3a9ff"))).isEqualTo("é\ufffd");
  }

  @Test
  void jsonDecode() {
    assertThat(Escape.jsonDecode("\"é\"")).isEqualTo("é");
    assertThat(Escape.jsonDecode(ByteString.encodeUtf8("\"é\""))).isEqualTo("é");
    assertThat(Escape.jsonDecode(Escape.jsonEncode("é"))).isEqualTo("é");
    assertThat(Escape.jsonEncodeBytes("é").utf8()).isEqualTo("\"\\u00e9\"");
  }

  @Test
  void jsonEncodeWritesAsPythonDoes() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a", List.of(1, 2.5, true));
    value.put("b", Map.of());
    value.put("é", "</script>\ud83c\udf2a");
    value.put("n", null);

    assertThat(Escape.jsonEncode(value))
        .isEqualTo(
            "{\"a\": [1, 2.5, true], \"b\": {}, \"\\u00e9\": \"<\\/script>\\ud83c\\udf2a\", \"n\": null}");
  }

  @Test
  void jsonEncodeKeepsBackslashesBeforeCapitals() {
    assertThat(Escape.jsonEncode("\\uABCD")).isEqualTo("\"\\\\uABCD\"");
  }

  @Test
  void jsonDecodeReadsIntoRecords() {
    Story story =
        Escape.jsonDecode(
            "{\"id\": 7, \"title\": \"Wind\", \"authors\": [{\"name\": \"A\"}]}", Story.class);

    assertThat(story).isEqualTo(new Story(7, "Wind", List.of(new Author("A"))));
  }

  @Test
  void jsonDecodeNamesTheFieldThatDoesNotFit() {
    String json = "{\"id\": 7, \"title\": \"Wind\", \"authors\": [{\"name\": [1]}]}";

    assertThatThrownBy(() -> Escape.jsonDecode(json, Story.class))
        .isInstanceOfSatisfying(
            JSONException.class, e -> assertThat(e.path()).isEqualTo("authors[0].name"));
  }

  @Test
  void jsonDecodeRefusesWhatIsNoJSON() {
    assertThatThrownBy(() -> Escape.jsonDecode("{")).isInstanceOf(JSONException.class);
    assertThatThrownBy(() -> Escape.jsonDecode("null", Story.class))
        .isInstanceOf(JSONException.class);
  }

  @Test
  void parseQsBytesKeepsOrderAndBytes() {
    Map<String, List<ByteString>> arguments = Escape.parseQsBytes("b=%C3%A9&a=1+2&b=&c;d=e&=x&");

    assertThat(arguments.keySet()).containsExactly("b", "a", "c;d", "");
    assertThat(arguments.get("b")).containsExactly(ByteString.encodeUtf8("é"), ByteString.EMPTY);
    assertThat(Escape.parseQsBytesSkippingBlank("a=&b=1")).containsOnlyKeys("b");
  }

  @Test
  void linkifyGivesEachLinkItsOwnParams() {
    LinkifyOptions options =
        LinkifyOptions.builder()
            .extraParams(
                href -> href.contains("example") ? "class=\"internal\"" : "  rel=\"nofollow\" ")
            .build();

    assertThat(Escape.linkify("www.external-link.com and www.example.com", options))
        .isEqualTo(
            "<a href=\"http://www.external-link.com\" rel=\"nofollow\">www.external-link.com</a> and "
                + "<a href=\"http://www.example.com\" class=\"internal\">www.example.com</a>");
  }

  @Test
  void linkifyLeavesSchemesThatAreNotPermittedAsText() {
    assertThat(Escape.linkify("javascript:/alert(1) and ftp://a.b"))
        .isEqualTo("javascript:/alert(1) and ftp://a.b");
    assertThat(
            Escape.linkify(
                "ftp://a.b", LinkifyOptions.builder().permittedProtocols(Set.of("ftp")).build()))
        .isEqualTo("<a href=\"ftp://a.b\">ftp://a.b</a>");
  }

  @Test
  @Timeout(10)
  void linkifyTakesLongRunsOfDotsAndParenthesesInLinearTime() {
    for (String unit : List.of(".", "(", "()", "-www", "a-", "&", "http:/", "(x")) {
      assertThat(Escape.linkify("http://a.b/" + unit.repeat(200_000))).isNotEmpty();
    }
  }
}
