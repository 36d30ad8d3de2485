// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tornado.fixture.JavaCommand;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// A real process that is asked to end under load: every request it took is answered.
@DisabledOnOs(OS.WINDOWS)
final class ProcessEndTest {
  private static final int SIGTERM = 128 + 15;
  private static final int CLIENTS = 16;
  private static final int WARM = 20;

  private static Process start() throws IOException {
    return new ProcessBuilder(JavaCommand.ofTests(EndingServer.class.getName()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Reads what the server says up to its port.
  private static int port(BufferedReader says) throws IOException {
    String line = says.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = says.readLine();
    }
    assertThat(line).isNotNull();
    return Integer.parseInt(line.substring("port ".length()));
  }

  /// Asks on and on until told that an answer is the last.
  ///
  /// @return how many were answered after the first ones; fails if one was not
  private static Callable<Integer> client(int port, CountDownLatch warm) {
    return () -> {
      int answers = 0;
      try (WireClient client = WireClient.connect(port)) {
        while (true) {
          WireResponse response = client.get("/");
          assertThat(response.body()).isEqualTo("answered");
          answers++;
          if (answers == WARM) {
            warm.countDown();
          }
          if (response.field("Connection").equals("close")) {
            assertThat(client.readAll()).isEmpty();
            return answers;
          }
        }
      }
    };
  }

  @Test
  void noAnswerIsLostUnderLoad() throws Exception {
    Process server = start();
    try (BufferedReader says = server.inputReader(StandardCharsets.UTF_8);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = port(says);
      var warm = new CountDownLatch(CLIENTS);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        answers.add(clients.submit(client(port, warm)));
      }
      warm.await();

      server.toHandle().destroy();

      for (Future<Integer> answered : answers) {
        assertThat(answered.get()).isGreaterThanOrEqualTo(WARM);
      }
      assertThat(server.waitFor()).isEqualTo(SIGTERM);
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void longRequestIsAnsweredBeforeTheEnd() throws Exception {
    Process server = start();
    try (BufferedReader says = server.inputReader(StandardCharsets.UTF_8);
        WireClient client = WireClient.connect(port(says))) {
      client.get("/");
      client.send(WireClient.request("GET", "/?millis=1000"));

      server.toHandle().destroy();

      WireResponse response = client.read();
      assertThat(response.body()).isEqualTo("answered");
      assertThat(response.field("Connection")).isEqualTo("close");
      assertThat(server.waitFor()).isEqualTo(SIGTERM);
    } finally {
      server.destroyForcibly();
    }
  }
}
