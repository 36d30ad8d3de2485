// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tornado.httpserver.HTTPServer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// Where the setting leaves a process alone; ReloadTest shows what it does where it doesn't.
final class AutoreloadSettingTest {
  private static Application.Builder hello() {
    return Application.builder().route("/", Hello::new).debug(true);
  }

  private static boolean supervised() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("tornado-autoreload"));
  }

  static final class Hello extends RequestHandler {
    @Override
    public void get() {
      write("hello");
    }
  }

  @Test
  void switchedOffInDebugModeNothingIsWatched() throws IOException {
    try (WireServer around = new WireServer(hello().build())) {
      HTTPServer server = around.onLoop(() -> hello().autoreload(false).build().listen(0));

      try (WireClient client = WireClient.connect(server.port())) {
        assertThat(client.get("/").body()).isEqualTo("hello");
      }
      assertThat(supervised()).isFalse();
      server.stop();
    }
  }

  @Test
  void aServerThatIsMadeByHandWatchesNothing() throws IOException {
    try (WireServer server = new WireServer(hello().autoreload(true).build());
        WireClient client = server.connect()) {
      assertThat(client.get("/").body()).isEqualTo("hello");
      assertThat(supervised()).isFalse();
    }
  }
}
