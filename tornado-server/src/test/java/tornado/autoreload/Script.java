// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The program of MainTest. It prints its arguments, and does what the file that is the first of them says: `stay`, `wait` for a change, or
/// end with a status.
final class Script {
  private Script() {}

  static void main(String[] args) throws IOException {
    ReloadProcess.endWithTests();
    Path file = Path.of(args[0]);
    String word = Files.readString(file);
    System.out.println("started " + List.of(args).subList(1, args.length) + " to " + word);
    switch (word) {
      case "stay" -> new CompletableFuture<>().join();
      case "wait" -> {
        Autoreload.watch(file);
        System.out.println("waits");
        Autoreload.waitForChange();
      }
      default -> System.exit(Integer.parseInt(word));
    }
  }
}
