// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tornado.escape.Escape;

/// Starts the site as its users do, and asks it for its pages.
@Execution(ExecutionMode.CONCURRENT)
@Timeout(30)
class MainTest {
  private static final String READY = "Tornado for Java: (http://localhost:\\d+/).*";

  @Test
  void servesItsPagesAndDemosAsANamedModule() throws Exception {
    try (SiteProcess site = SiteProcess.start(0)) {
      URI root = root(site);

      assertThat(get(root).body()).contains("<h1>Tornado for Java</h1>");
      assertThat(get(root.resolve("/guide/templates")).body()).contains("<h1>Pages</h1>");
      assertThat(get(root.resolve("/languages")).body()).contains("<html lang=\"en\" dir=\"ltr\">");
      assertThat(beginning(root.resolve("/parts"), "</ul>")).contains("Summit", "Asking ...");
      assertThat(get(root.resolve("/style.css")).body()).contains("color-scheme");
      assertThat(get(root.resolve("/hello")).body()).isEqualTo("Hello, world");
      assertThat(put(root.resolve("/upload/x"), "12345").body()).isEqualTo("x: 5 bytes\n");
    }
  }

  @Test
  void endsOnSIGTERM() throws Exception {
    try (SiteProcess site = SiteProcess.start(0)) {
      root(site);

      site.process().destroy();

      assertThat(site.process().waitFor()).isEqualTo(143);
    }
  }

  @Test
  void restartsWhenAFileOfItsModulePathChanges(@TempDir Path folder) throws Exception {
    try (SiteProcess site = SiteProcess.debug(folder)) {
      URI root = root(site);

      Files.writeString(folder.resolve("new.properties"), "a=b");

      assertThat(root(site)).isEqualTo(root);
      assertThat(get(root.resolve("/hello")).body()).isEqualTo("Hello, world");
    }
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        SiteProcess site = SiteProcess.start(taken.getLocalPort())) {
      int status = site.process().waitFor();

      assertThat(status).isEqualTo(1);
      assertThat(site.errors())
          .hasLineCount(1)
          .contains(Integer.toString(taken.getLocalPort()))
          .endsWith("choose another port with -Dport=N");
    }
  }

  @Test
  void thePageShowsTheDemoAsItIs() throws Exception {
    String demo = Files.readString(Path.of("demos/Hello.java"));

    assertThat(
            Files.readString(Path.of("src/main/resources/tornado/site/page-templates/index.html")))
        .contains(Escape.xhtmlEscape(demo.strip()).replace("&quot;", "\""));
  }

  private static URI root(SiteProcess site) throws IOException {
    String line = site.readLine();
    assertThat(line)
        .as(() -> "output, errors: " + (line == null ? site.errors() : ""))
        .matches(READY);
    return URI.create(String.valueOf(line).replaceFirst(READY, "$1"));
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return send(HttpRequest.newBuilder(uri).build());
  }

  /// Reads a page that takes long up to the line with that text.
  private static String beginning(URI uri, String end) throws Exception {
    var text = new StringBuilder();
    try (var in = new BufferedReader(new InputStreamReader(uri.toURL().openStream(), UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        text.append(line).append('\n');
        if (line.contains(end)) {
          break;
        }
      }
    }
    return text.toString();
  }

  private static HttpResponse<String> put(URI uri, String body) throws Exception {
    return send(HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
