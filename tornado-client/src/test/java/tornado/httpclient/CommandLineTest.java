// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Fetching from the command line.
final class CommandLineTest extends ClientFixture {
  private static final String OK =
      "HTTP/1.1 200 OK\r\nX-Field: value\r\nContent-Length: 4\r\n\r\nbody";
  private static final String REDIRECT =
      "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 4\r\n\r\nhere";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

  private int fetch(String... args) throws IOException {
    try (var output = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errors = new PrintStream(problems, true, StandardCharsets.UTF_8)) {
      return CommandLine.run(output, errors, args);
    }
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void bodiesArePrinted() throws IOException {
    ScriptedServer server = serve(OK, OK);

    assertThat(fetch(server.url("/a"), server.url("/b"))).isZero();

    assertThat(printed()).isEqualTo("body\nbody\n");
  }

  @Test
  void fieldsMayBePrintedInstead() throws IOException {
    fetch("--print_headers", "--print_body=false", serve(OK).url("/"));

    assertThat(printed()).isEqualTo("X-Field: value\nContent-Length: 4\n\n");
  }

  @Test
  void redirectsAreFollowedUnlessTheyMayNot() throws IOException {
    fetch(serve(REDIRECT, OK).url("/"));
    fetch("--follow_redirects=false", serve(REDIRECT).url("/"));

    assertThat(printed()).isEqualTo("body\nhere\n");
  }

  @Test
  void whatCantBeFetchedIsSaidAndTheOthersAreFetched() throws IOException {
    ScriptedServer server = serve(OK);

    assertThat(fetch("ftp://a/", "http://127.0.0.1:1/", server.url("/"))).isEqualTo(1);

    assertThat(problems.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ftp://a/: "),
            line -> assertThat(line).startsWith("http://127.0.0.1:1/: HTTP 599: "));
    assertThat(printed()).isEqualTo("body\n");
  }

  @Test
  void proxyMayBeNamed() throws IOException {
    ScriptedServer proxy = serve(OK);

    fetch("--proxy_host=127.0.0.1", "--proxy_port=" + proxy.port(), "http://far.example/x");

    assertThat(proxy.takeRequest()).startsWith("GET http://far.example/x HTTP/1.1\r\n");
    assertThat(fetch("--proxy_host=127.0.0.1", "http://far.example/")).isEqualTo(1);
    assertThat(problems.toString(StandardCharsets.UTF_8)).contains("proxyPort");
  }

  @Test
  void wrongOptionIsSaid() throws IOException {
    assertThat(fetch("--nonsense")).isEqualTo(2);

    assertThat(problems.toString(StandardCharsets.UTF_8)).contains("nonsense");
  }
}
