// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs the demos as README says: a file, `java`, and the jars of `target/lib` on the module path. Runs behind the phase `package`, which
/// makes that folder.
@Execution(ExecutionMode.CONCURRENT)
class DemosTest {
  @TempDir private Path folder;

  @Test
  void helloSaysHello() throws Exception {
    try (DemoProcess demo = DemoProcess.start("Hello", folder)) {
      assertThat(demo.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nHello, world");
    }
  }

  @Test
  void uploadCountsWhatItIsSent() throws Exception {
    String request =
        "PUT /upload/some%20file HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n";
    try (DemoProcess demo = DemoProcess.start("Upload", folder)) {
      assertThat(demo.ask(request + "x".repeat(100_000)))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nsome file: 100000 bytes\n");
    }
  }

  @Test
  void tcpEchoSendsLinesBack() throws Exception {
    try (DemoProcess demo = DemoProcess.start("TcpEcho", folder)) {
      assertThat(demo.askAndEnd("one\ntwo\n")).isEqualTo("one\ntwo\n");
    }
  }

  @Test
  void storyReadsAndWritesRecords() throws Exception {
    String end = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    String record = "{\"id\": 7, \"title\": \"Twister\"}";
    String wrong = "{\"id\": 7, \"title\": 3}";
    String json = "Content-Type: application/json\r\nContent-Length: ";
    try (DemoProcess demo = DemoProcess.start("Story", folder)) {
      assertThat(demo.ask("GET /?name=%3Cb%3E" + end + "\r\n"))
          .contains("\r\nSet-Cookie: visits=")
          .endsWith("<p>Hello, &lt;b&gt;, visit 1</p>");
      assertThat(demo.ask("GET /story/1" + end + "\r\n")).contains("\"Whirlwind\"");
      assertThat(demo.ask("PUT /story/7" + end + json + record.length() + "\r\n\r\n" + record))
          .startsWith("HTTP/1.1 201 Created\r\n")
          .contains("\r\nLocation: /story/7\r\n");
      assertThat(demo.ask("PUT /story/7" + end + json + wrong.length() + "\r\n\r\n" + wrong))
          .startsWith("HTTP/1.1 400 title: expected text");
      assertThat(demo.ask("GET /story/8" + end + "\r\n")).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void fetchGathersAndGivesUp() throws Exception {
    String end = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    try (DemoProcess demo = DemoProcess.start("Fetch", folder)) {
      assertThat(demo.ask("GET /gather" + end)).endsWith("slept 300 ms and slept 300 ms\n");
      assertThat(demo.ask("GET /impatient" + end)).startsWith("HTTP/1.1 504 ");
    }
  }

  @Test
  void webSpiderCountsThePagesOfASite() throws Exception {
    try (DemoProcess pages = DemoProcess.start("Hello", folder)) {
      pages.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      String url = "http://127.0.0.1:" + pages.port() + "/";

      try (DemoProcess demo = DemoProcess.start("WebSpider", folder, url)) {
        assertThat(demo.output()).endsWith("\n1 pages\n");
      }
    }
  }
}
