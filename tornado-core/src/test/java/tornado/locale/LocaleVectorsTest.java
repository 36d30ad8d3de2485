// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tornado.fixture.Vectors;

/// Every value that Python's Tornado gave for its module `locale`, in American English.
class LocaleVectorsTest {
  private final Locale locale = Locales.builder().build().defaultLocale();

  static List<JsonNode> formatDate() {
    return Vectors.cases("format_date");
  }

  @ParameterizedTest
  @MethodSource
  void formatDate(JsonNode vector) {
    Instant date = OffsetDateTime.parse(vector.get("date").asString()).toInstant();
    Instant now = Instant.parse(vector.get("now").asString());

    String text = locale.formatDate(date, now, options(vector.get("options")));

    assertThat(text).isEqualTo(vector.get("output").get("ok").asString());
  }

  static List<JsonNode> friendlyNumber() {
    return Vectors.cases("friendly_number");
  }

  @ParameterizedTest
  @MethodSource
  void friendlyNumber(JsonNode vector) {
    assertThat(locale.friendlyNumber(vector.get("value").asLong()))
        .isEqualTo(vector.get("output").asString());
  }

  static List<JsonNode> list() {
    return Vectors.cases("locale_list");
  }

  @ParameterizedTest
  @MethodSource
  void list(JsonNode vector) {
    var parts = new ArrayList<String>();
    vector.get("parts").forEach(part -> parts.add(part.asString()));

    assertThat(locale.list(parts)).isEqualTo(vector.get("output").asString());
  }

  private static DateFormatOptions options(JsonNode options) {
    return DateFormatOptions.builder()
        .gmtOffset(options.path("gmt_offset").asInt(0))
        .relative(options.path("relative").asBoolean(true))
        .shorter(options.path("shorter").asBoolean(false))
        .fullFormat(options.path("full_format").asBoolean(false))
        .build();
  }
}
