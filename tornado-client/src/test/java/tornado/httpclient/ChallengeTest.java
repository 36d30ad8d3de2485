// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Challenges, as RFC 9110 §11.6.1 has them.
final class ChallengeTest {
  @Test
  void oneFieldMayHaveSeveral() {
    List<Challenge> read =
        Challenge.parse(
            List.of(
                "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\""));

    assertThat(read)
        .containsExactly(
            new Challenge(
                "newauth", Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\"")),
            new Challenge("basic", Map.of("realm", "simple")));
  }

  @Test
  void severalFieldsMayHaveThem() {
    List<Challenge> read = Challenge.parse(List.of("Basic realm=a", "Digest nonce=b"));

    assertThat(read).extracting(Challenge::scheme).containsExactly("basic", "digest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Digest nonce=n                            | digest nonce=n",
        "DIGEST NONCE = \"n\"                      | digest nonce=n",
        ", ,Digest ,nonce=n,, ,                    | digest nonce=n",
        "Negotiate                                 | negotiate",
        "Negotiate, Digest nonce=n                 | negotiate; digest nonce=n",
        "Negotiate abc==, Digest nonce=n           | negotiate; digest nonce=n",
        "Negotiate abc, Digest nonce=n             | negotiate; digest nonce=n",
        "NTLM TlRMTVNTUAAC/+=                      | ntlm",
        "Digest nonce=\"a, b\"                     | digest nonce=a, b",
        "Digest nonce=\"\"                         | digest nonce=",
        "Digest nonce=n, nonce=m                   | digest nonce=n",
        "Digest nonce=\"n                          | digest",
        "Digest nonce=\"n\\                        | digest",
        "Digest nonce=n, (                         | digest nonce=n",
        "(                                         | -",
        "=                                         | -",
      })
  void readsWhatCanBeRead(String field, String expected) {
    List<Challenge> read = Challenge.parse(List.of(field));

    List<String> shown =
        read.stream()
            .map(it ->
                it.scheme()
                    + it.params().entrySet().stream()
                        .map(param -> " " + param)
                        .reduce("", String::concat))
            .toList();
    assertThat(String.join("; ", shown)).isEqualTo(expected.equals("-") ? "" : expected);
  }
}
