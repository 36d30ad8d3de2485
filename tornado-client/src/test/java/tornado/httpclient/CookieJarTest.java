// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.httputil.HTTPHeaders;

/// Which cookies a jar takes, and which it sends where: RFC 6265 §5.
final class CookieJarTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final CookieJar jar = new CookieJar();

  private void receive(String url, String... fields) {
    var headers = new HTTPHeaders();
    for (String field : fields) {
      headers.add("Set-Cookie", field);
    }
    jar.receive(ClientURL.parse(url), headers, NOW);
  }

  private @Nullable String sent(String url) {
    return sent(url, NOW);
  }

  private @Nullable String sent(String url, Instant when) {
    return jar.fieldFor(ClientURL.parse(url), null, when);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=b                       | a=b",
        "  a  =  b  ; Path=/       | a=b",
        "a=\"b c\"                 | a=\"b c\"",
        "a=b=c                     | a=b=c",
        "a=                        | a=",
        "a=b; Unknown=x; =; ;;     | a=b",
        "a=b; domain=.Example.COM  | a=b",
        "a=b; Domain=              | a=b",
        "a=b; Path=relative        | a=b",
        "a=b; Max-Age=soon         | a=b",
        "a=b; Max-Age=99999999999999999999 | a=b",
        "a=b; Expires=never        | a=b",
        "a=b; Max-Age=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT | a=b",
        "a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=1 | a=b",
      })
  void takes(String field, String expected) {
    receive("http://example.com/", field);

    assertThat(sent("http://example.com/")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=b",
        "; a=b",
        "a=b; Max-Age=0",
        "a=b; Max-Age=-1",
        "a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "a=b; Domain=other.com",
        "a=b; Domain=www.example.com",
        "a=b; Domain=ample.com",
        "a=b; Domain=com",
        "a=b; Secure",
        "__Secure-a=b",
        "__Host-a=b; Path=/"
      })
  void refuses(String field) {
    receive("http://example.com/", field);

    assertThat(jar.cookies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "__Secure-a=b; Secure, true",
    "__secure-a=b, false",
    "__Host-a=b; Secure; Path=/, true",
    "__host-a=b; Secure; Path=/; Domain=example.com, false",
    "__Host-a=b; Secure; Path=/x, false",
    "__Host-a=b; Secure, false"
  })
  void namesThatPromiseAreHeldToIt(String field, boolean taken) {
    receive("https://example.com/", field);

    assertThat(jar.cookies()).hasSize(taken ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com/, http://example.com/, a=b, true",
    "http://example.com/, http://www.example.com/, a=b, false",
    "http://example.com/, http://www.example.com/, a=b; Domain=example.com, true",
    "http://www.example.com/, http://example.com/, a=b; Domain=example.com, true",
    "http://www.example.com/, http://badexample.com/, a=b; Domain=example.com, false",
    "http://www.bbc.co.uk/, http://www.itv.co.uk/, a=b; Domain=co.uk, false",
    "http://me.github.io/, http://you.github.io/, a=b; Domain=github.io, false",
    "http://github.io/, http://github.io/, a=b; Domain=github.io, true",
    "http://github.io/, http://me.github.io/, a=b; Domain=github.io, false",
    "http://1.2.3.4/, http://1.2.3.4/, a=b; Domain=1.2.3.4, true",
    "http://1.2.3.4/, http://1.2.3.4/, a=b; Domain=3.4, false",
    "http://localhost/, http://localhost/, a=b; Domain=localhost, true",
    "http://example.com:8080/, http://example.com/, a=b, true"
  })
  void domainDecides(String from, String to, String field, boolean goes) {
    receive(from, field);

    assertThat(sent(to)).isEqualTo(goes ? "a=b" : null);
  }

  @ParameterizedTest
  @CsvSource({
    "/x/y/z, '', /x/y, true",
    "/x/y/z, '', /x/y/, true",
    "/x/y/z, '', /x/yy, false",
    "/x/y/z, '', /x, false",
    "/x, '', /y, true",
    "/x, ; Path=/a, /a/b, true",
    "/x, ; Path=/a/, /a, false",
    "/x?y=/z/z, '', /y, true",
    "/x, ; Path=/a, /a?b, true",
  })
  void pathDecides(String from, String attributes, String to, boolean goes) {
    receive("http://example.com" + from, "a=b" + attributes);

    assertThat(sent("http://example.com" + to)).isEqualTo(goes ? "a=b" : null);
  }

  @Test
  void secureOnesGoOverHttpsOnly() {
    receive("https://example.com/", "a=b; Secure; HttpOnly", "c=d");

    assertThat(sent("https://example.com/")).isEqualTo("a=b; c=d");
    assertThat(sent("http://example.com/")).isEqualTo("c=d");
  }

  @Test
  void secureOnesAreNotHiddenByPlainOnes() {
    receive("https://example.com/", "a=safe; Secure; Domain=example.com");

    receive("http://www.example.com/", "a=evil");
    receive("http://example.com/", "a=evil", "other=fine");

    assertThat(sent("https://example.com/")).isEqualTo("a=safe; other=fine");
    assertThat(sent("https://www.example.com/")).isEqualTo("a=safe");
  }

  @Test
  void longerPathsComeFirstThenOlderOnes() {
    receive("http://example.com/", "a=1; Path=/", "b=2; Path=/x", "c=3; Path=/", "a=4; Path=/");

    assertThat(sent("http://example.com/x")).isEqualTo("b=2; a=4; c=3");
  }

  @Test
  void endsWithItsTime() {
    receive("http://example.com/", "a=b; Max-Age=60", "c=d; Expires=Thu, 01 Jan 2026 00:02:00 GMT");

    assertThat(sent("http://example.com/", NOW.plusSeconds(59))).isEqualTo("a=b; c=d");
    assertThat(sent("http://example.com/", NOW.plusSeconds(60))).isEqualTo("c=d");
    assertThat(sent("http://example.com/", NOW.plusSeconds(120))).isNull();
    assertThat(jar.cookies()).isEmpty();
  }

  @Test
  void pastDateTakesACookieOut() {
    receive("http://example.com/", "a=b", "a=c; Path=/x");

    receive("http://example.com/", "a=; Max-Age=0");

    assertThat(sent("http://example.com/x")).isEqualTo("a=c");
  }

  @Test
  void ownFieldOfTheRequestCountsFirst() {
    receive("http://example.com/", "a=jar", "b=jar");

    String field = jar.fieldFor(ClientURL.parse("http://example.com/"), "a=own; c=own", NOW);

    assertThat(field).isEqualTo("a=own; c=own; b=jar");
  }

  @Test
  void oldestOfADomainGoesWhenThereAreTooMany() {
    for (int i = 0; i < 181; i++) {
      receive("http://example.com/", "c%d=v".formatted(i));
    }

    assertThat(jar.cookies()).hasSize(180).noneMatch(cookie -> cookie.name().equals("c0"));
  }

  @Test
  void oldestOfAllGoesWhenThereAreTooMany() {
    for (int i = 0; i < 3001; i++) {
      receive("http://h%d.example.com/".formatted(i), "a=b");
    }

    assertThat(jar.cookies()).hasSize(3000);
    assertThat(sent("http://h0.example.com/")).isNull();
    assertThat(sent("http://h1.example.com/")).isEqualTo("a=b");
  }

  @Test
  void longOnesAreRefused() {
    receive("http://example.com/", "a=" + "x".repeat(4095), "b=" + "x".repeat(4096));

    assertThat(jar.cookies()).extracting(Cookie::name).containsExactly("a");
  }

  @Test
  void canBeStoredAndTakenUpAgain() {
    receive("https://example.com/", "a=b; Secure; Max-Age=60", "c=d; Domain=example.com");
    var other = new CookieJar();

    jar.cookies().forEach(other::add);

    assertThat(other.cookies()).isEqualTo(jar.cookies());
    assertThat(other.fieldFor(ClientURL.parse("https://example.com/"), null, NOW))
        .isEqualTo("a=b; c=d");
  }

  @Test
  void canBeEmptied() {
    receive("http://example.com/", "a=b", "c=d");

    jar.removeIf(cookie -> cookie.name().equals("a"));
    assertThat(sent("http://example.com/")).isEqualTo("c=d");

    jar.clear();
    assertThat(sent("http://example.com/")).isNull();
  }

  @Test
  void listOfSuffixesCanBeAnother() {
    var strict = new CookieJar(domain -> domain.equals("example.com"));
    var headers = HTTPHeaders.parse("Set-Cookie: a=b; Domain=example.com\r\n");

    strict.receive(ClientURL.parse("http://www.example.com/"), headers, NOW);

    assertThat(strict.cookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a=b", "a\r\nb", "€"})
  void noFieldCanBeSmuggledIn(String name) {
    assertThatThrownBy(() -> new Cookie(name, "v", "example.com", true, "/", null, false, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void severalThreadsMayUseIt() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "c" + i;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int round = 0; round < 500; round++) {
                  receive("http://example.com/", name + "=" + round);
                  sent("http://example.com/");
                }
              }));
    }

    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(jar.cookies())
        .extracting(Cookie::name, Cookie::value)
        .containsExactlyInAnyOrder(
            IntStream.range(0, 8).mapToObj(i -> tuple("c" + i, "499")).toArray(Tuple[]::new));
  }

  @Test
  void textHasNoValue() {
    receive("http://example.com/", "sid=secret");

    assertThat(jar.cookies().getFirst().toString())
        .isEqualTo("Cookie(name=sid, domain=example.com, path=/)");
  }
}
