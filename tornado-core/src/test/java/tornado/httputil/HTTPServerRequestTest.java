// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a request tells of itself. Python: httputil_test, HTTPServerRequestTest, and httpserver_test.
final class HTTPServerRequestTest {
  private final FakeConnection connection = new FakeConnection();

  private HTTPServerRequest request(String method, String target, String... fields) {
    var headers = new HTTPHeaders();
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return new HTTPServerRequest(
        new RequestStartLine(method, target, "HTTP/1.1"), headers, connection);
  }

  private HTTPServerRequest get(String target) {
    return request("GET", target, "Host", "a.example:80");
  }

  @Test
  void partsOfAnOrdinaryRequest() {
    HTTPServerRequest request = get("/p%20q?x=1?y");

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.uri()).isEqualTo("/p%20q?x=1?y");
    assertThat(request.path()).isEqualTo("/p%20q");
    assertThat(request.query()).isEqualTo("x=1?y");
    assertThat(request.version()).isEqualTo("HTTP/1.1");
    assertThat(request.host()).isEqualTo("a.example:80");
    assertThat(request.hostName()).isEqualTo("a.example");
    assertThat(request.body()).isEqualTo(ByteString.EMPTY);
    assertThat(request.remoteIp()).isEqualTo("192.0.2.1");
    assertThat(request.protocol()).isEqualTo("https");
    assertThat(request.fullUrl()).isEqualTo("https://a.example:80/p%20q?x=1?y");
  }

  @Test
  void absoluteTargetCountsInsteadOfHost() {
    HTTPServerRequest request = get("HTTP://B.example:81/x?y");

    assertThat(request.host()).isEqualTo("B.example:81");
    assertThat(request.hostName()).isEqualTo("b.example");
    assertThat(request.path()).isEqualTo("/x");
    assertThat(request.query()).isEqualTo("y");
    assertThat(request.uri()).isEqualTo("HTTP://B.example:81/x?y");
    assertThat(request.fullUrl()).isEqualTo("HTTP://B.example:81/x?y");
  }

  @ParameterizedTest
  @CsvSource({
    "http://b, b, /, ''",
    "https://b, b, /, ''",
    "http://b?x, b, /, x",
    "http://b/, b, /, ''",
    "http://[::1]:80/x, [::1]:80, /x, ''"
  })
  void shortAbsoluteTargets(String target, String host, String path, String query) {
    HTTPServerRequest request = get(target);

    assertThat(request.host()).isEqualTo(host);
    assertThat(request.path()).isEqualTo(path);
    assertThat(request.query()).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "http:///x",
        "http://:80/",
        "https://?x",
        "a.example:80",
        "x",
        "ftp://a/x",
        "@b.example/",
        "?x"
      })
  void invalidTarget(String target) {
    assertViolation(HTTPViolation.TARGET_INVALID, () -> get(target));
  }

  @Test
  void absoluteTargetHasNoUser() {
    assertViolation(HTTPViolation.HOST_INVALID, () -> get("http://user@b.example/"));
  }

  @Test
  void authorityIsTheTargetOfConnect() {
    HTTPServerRequest request = request("CONNECT", "b.example:443", "Host", "b.example:443");

    assertThat(request.path()).isEqualTo("b.example:443");
    assertThat(request.query()).isEmpty();
  }

  @Test
  void asteriskIsAPath() {
    assertThat(request("OPTIONS", "*", "Host", "a").path()).isEqualTo("*");
  }

  @Test
  void missingHost() {
    assertViolation(HTTPViolation.HOST_MISSING, () -> request("GET", "/"));
    assertViolation(HTTPViolation.HOST_MISSING, () -> request("GET", "http://b/"));
  }

  @Test
  void http10NeedsNoHost() {
    var startLine = new RequestStartLine("GET", "/", "HTTP/1.0");

    var request = new HTTPServerRequest(startLine, new HTTPHeaders(), connection);

    assertThat(request.host()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "a",
        "a:",
        "a:80",
        "A-b.c_d~",
        "!$&'()*+;=",
        "%41",
        "[::1]",
        "[::1]:80",
        "[v1.a:b]",
        "[fe80::1%25eth0]",
        "1.2.3.4:5"
      })
  void hostMayBe(String host) {
    assertThat(request("GET", "/", "Host", host).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "a/b", "a@b", "a?b", "a#b", "a\\b", "a:xx", "a:80x", "a:-1", "%4", "%zz", "\"a\"",
        "<a>", "\u00e9", "a:b:80", "::1", "[]", "[::1", "::1]", "[::1]a", "a[::1]", "[[::1]]",
        "[a/b]"
      })
  void hostMayNotBe(String host) {
    assertViolation(HTTPViolation.HOST_INVALID, () -> request("GET", "/", "Host", host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", ",", "a:80,b", "a,", "[::1],b"})
  void severalHosts(String host) {
    assertViolation(HTTPViolation.HOST_MULTIPLE, () -> request("GET", "/", "Host", host));
    assertViolation(
        HTTPViolation.HOST_MULTIPLE, () -> request("GET", "/", "Host", "a", "Host", "b"));
  }

  @ParameterizedTest
  @CsvSource({"A.Example:80, a.example", "[::F]:80, [::f]", "[::F], [::f]", "a:, a", ":80, ''"})
  void hostNameIsLowerCaseWithoutPort(String host, String name) {
    assertThat(request("GET", "/", "Host", host).hostName()).isEqualTo(name);
  }

  @Test
  void argumentsOfQueryComeBeforeThoseOfBody() {
    HTTPServerRequest request =
        request(
            "POST", "/?a=1&b=2", "Host", "a", "Content-Type", "application/x-www-form-urlencoded");
    request.setBody(ByteString.encodeUtf8("a=3&c=4"));

    request.parseBody(ParseBodyConfig.DEFAULT);

    assertThat(request.arguments())
        .isEqualTo(Map.of("a", values("1", "3"), "b", values("2"), "c", values("4")));
    assertThat(request.queryArguments()).isEqualTo(Map.of("a", values("1"), "b", values("2")));
    assertThat(request.bodyArguments()).isEqualTo(Map.of("a", values("3"), "c", values("4")));
  }

  @Test
  void bodyOfAnotherTypeIsLeftAlone() {
    HTTPServerRequest request = request("POST", "/", "Host", "a", "Content-Type", "text/plain");
    request.setBody(ByteString.encodeUtf8("a=3"));

    request.parseBody(ParseBodyConfig.DEFAULT);

    assertThat(request.arguments()).isEmpty();
    assertThat(request.files()).isEmpty();
  }

  @Test
  void cookies() {
    HTTPServerRequest request =
        request("GET", "/", "Host", "a", "Cookie", "a=1; b/c=2; path=3; d=\"4\\\"\"; e f=5; =6; g");

    assertThat(request.cookies()).isEqualTo(Map.of("a", "1", "d", "4\""));
    assertThat(get("/").cookies()).isEmpty();
  }

  @Test
  void bodyDoesNotShowSecrets() {
    HTTPServerRequest request =
        request("GET", "/x", "Host", "a", "Cookie", "secret=1", "Authorization", "Basic secret");

    assertThat(request)
        .hasToString(
            "HTTPServerRequest(protocol='https', host='a', method='GET', uri='/x', version='HTTP/1.1', remoteIp='192.0.2.1')");
  }

  @Test
  void requestTimeEndsWithTheRequest() {
    HTTPServerRequest request = get("/");
    connection.nanos = Duration.ofSeconds(2).toNanos();
    assertThat(request.requestTime()).isEqualTo(Duration.ofSeconds(2));

    request.markEnd();
    connection.nanos = Duration.ofSeconds(5).toNanos();

    assertThat(request.requestTime()).isEqualTo(Duration.ofSeconds(2));
  }

  private static List<ByteString> values(String... texts) {
    return List.of(texts).stream().map(ByteString::encodeUtf8).toList();
  }

  private static void assertViolation(HTTPViolation violation, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            HTTPInputError.class, e -> assertThat(e.violation()).isEqualTo(violation));
  }
}
