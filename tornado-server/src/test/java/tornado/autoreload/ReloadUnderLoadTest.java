// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Clients that ask without a pause while a program is reloaded.
@DisabledOnOs(OS.WINDOWS)
final class ReloadUnderLoadTest {
  private static final int CLIENTS = 8;
  private static final int WARM = 20;

  @TempDir private Path folder;

  /// Asks on and on, over one connection for as long as the server keeps it, until the answer is `last`.
  ///
  /// @return how many requests were answered; fails if one was not
  private static Callable<Integer> client(int port, String last, CountDownLatch warm) {
    return () -> {
      int answers = 0;
      while (true) {
        try (WireClient client = WireClient.connect(port)) {
          WireResponse response;
          do {
            response = client.get("/");
            assertThat(response.body()).isIn("one", last);
            answers++;
            if (answers == WARM) {
              warm.countDown();
            }
            if (response.body().equals(last)) {
              return answers;
            }
          } while (!response.field("Connection").equals("close"));
        }
      }
    };
  }

  private ReloadProcess start(Path version) throws IOException {
    ReloadProcess.write(version, "one");
    return ReloadProcess.java(ReloadedServer.class.getName(), "0", version.toString());
  }

  @Test
  void everyRequestIsAnswered() throws Exception {
    Path version = folder.resolve("version");
    try (ReloadProcess program = start(version);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = program.listening().port();
      var warm = new CountDownLatch(CLIENTS);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        answers.add(clients.submit(client(port, "two", warm)));
      }
      warm.await();

      ReloadProcess.write(version, "two");
      program.listening();

      for (Future<Integer> answered : answers) {
        assertThat(answered.get()).isGreaterThanOrEqualTo(WARM);
      }
    }
  }
}
