// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import tornado.ioloop.IOLoop;

/// Runs a program, and again whenever its files change: for programs that end, such as tests, and those that may fail before they listen.
///
/// ```
/// java -cp 'classes:lib/*' tornado.autoreload.Main [--until-success] TARGET [ARGUMENTS]
/// ```
///
/// The target is what `java` itself takes: a class, a source file, `-m module/class`, `-jar file`. It gets the JVM's options and paths
/// from this command, and the arguments behind it as they are. A program that runs when a file changes is ended first, unless it is a
/// server with autoreload, whose successor listens first. `--until-success` ends once the program has ended with status 0.
///
/// Tornado: `python -m tornado.autoreload`.
///
/// **Thread**: main.
public final class Main {
  private static final String USAGE =
      "usage: java [OPTIONS] "
          + Main.class.getName()
          + " [--until-success] (-m MODULE/CLASS | -jar FILE | CLASS | FILE.java) [ARGUMENTS]";

  private static final Duration CHECK_TIME = Duration.ofMillis(500);

  private Main() {}

  /// Runs the program. Ends with status 1 if there is none.
  public static void main(String[] args) {
    List<String> target = Arrays.asList(args);
    AfterEnd afterEnd = AfterEnd.RUN_AGAIN;
    if (!target.isEmpty() && target.getFirst().equals("--until-success")) {
      afterEnd = AfterEnd.RUN_UNTIL_SUCCESS;
      target = target.subList(1, target.size());
    }
    if (!isTarget(target)) {
      System.err.println(USAGE);
      System.exit(1);
    }
    CommandLine command =
        CommandLine.own()
            .withTarget(Main.class.getName(), "tornado.server", Arrays.asList(args), target);
    IOLoop loop = Membership.newLoop();
    new Supervisor(loop, command, new Watcher(), Membership.sharesPorts(), afterEnd)
        .run(CHECK_TIME);
    loop.start();
  }

  private static boolean isTarget(List<String> words) {
    if (words.isEmpty()) {
      return false;
    }
    String first = words.getFirst();
    boolean option = first.startsWith("-");
    boolean known = List.of("-m", "--module", "-jar").contains(first);
    return known ? words.size() > 1 : !option || first.startsWith("--module=");
  }
}
