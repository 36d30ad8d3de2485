// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as command lines of curl.
final class CurlCommandTest {
  private static HTTPRequest.Builder bare(String url) {
    return HTTPRequest.builder(url).followRedirects(false).decompressResponse(false);
  }

  @Test
  void getIsShort() {
    assertThat(bare("http://example.com/a?b=c").build().toCurl())
        .isEqualTo("curl 'http://example.com/a?b=c'");
  }

  @Test
  void settingsAreOptions() {
    HTTPRequest request =
        HTTPRequest.builder("https://example.com/")
            .method("PUT")
            .header("Accept", "*/*")
            .header("X-Empty", "")
            .userAgent("me")
            .maxRedirects(2)
            .validateCert(false)
            .body("it's")
            .header("Content-Type", "text/plain")
            .build();

    assertThat(request.toCurl())
        .isEqualTo(
            "curl -X PUT -H 'Accept: */*' -H 'X-Empty;' -H 'Content-Type: text/plain' -A me -L"
                + " --max-redirs 2 --compressed -k --data-raw 'it'\\''s' https://example.com/");
  }

  @Test
  void headHasItsOwnOption() {
    assertThat(bare("http://a/").method("HEAD").build().toCurl()).isEqualTo("curl -I http://a/");
  }

  @Test
  void secretsAreRemoved() {
    HTTPRequest request =
        bare("http://me:SECRET@example.com/?a=1&token=SECRET&%74oken=SECRET")
            .method("POST")
            .header("authorization", "Bearer SECRET")
            .header("Cookie", "SECRET=1")
            .header("Proxy-Authorization", "SECRET")
            .header("X-Api-Key", "SECRET")
            .formBody(Map.of("token", "SECRET"))
            .build();

    assertThat(request.toCurl("x-api-key", "TOKEN"))
        .doesNotContain("SECRET")
        .contains("-u REMOVED", "-H 'X-Api-Key: REMOVED'", "a=1&token=REMOVED&%74oken=REMOVED'")
        .contains("--data-raw 'token=REMOVED'");
  }

  @Test
  void digestIsSaid() {
    HTTPRequest request =
        bare("http://a/").authUsername("me").authPassword("SECRET").authMode("digest").build();

    assertThat(request.toCurl()).isEqualTo("curl --digest -u REMOVED http://a/");
  }

  @Test
  void longAndBinaryBodiesAreLeftOut() {
    var post = bare("http://a/").method("POST");

    List<String> lines =
        List.of(
            post.body("x".repeat(1025)).build().toCurl(),
            post.body(ByteString.decodeHex("ff")).build().toCurl(),
            post.body("a\0b").build().toCurl());

    assertThat(lines).containsOnly("curl -X POST --data-binary @body http://a/");
  }

  @Test
  void controlCharactersStayOnTheLine() {
    HTTPRequest request =
        bare("http://a/").method("POST").body("a\r\n\t'\\\u001b[0m1\u2028\u0085").build();

    assertThat(request.toCurl())
        .isEqualTo(
            "curl -X POST --data-raw $'a\\r\\n\\t\\'\\\\\\033[0m1\\342\\200\\250\\302\\205' http://a/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "$(touch x) `touch x` $HOME \"q\" !! \\ \\\\ ; & | > < * ? ~ # {a,b}",
        "line\nline 'q' \\n \u001b7",
        "@file",
        "größe €",
        "-o x"
      })
  void shellTakesItAsItIs(String body, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path bash = Path.of("/bin/bash");
    assumeThat(bash).exists();
    HTTPRequest request =
        bare("http://a/").method("POST").header("Content-Type", "text/plain").body(body).build();
    Path script = folder.resolve("command.sh");
    Files.writeString(script, "curl() { printf '%s\\0' \"$@\"; }\n" + request.toCurl() + "\n");

    Process shell = new ProcessBuilder(bash.toString(), script.toString()).start();
    String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor()).isZero();
    assertThat(words.split("\0"))
        .containsExactly(
            "-X", "POST", "-H", "Content-Type: text/plain", "--data-raw", body, "http://a/");
  }
}
