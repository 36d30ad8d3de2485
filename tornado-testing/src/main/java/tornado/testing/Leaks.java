// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tornado.httpclient.AsyncHTTPClient;
import tornado.ioloop.Activity;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// What a test has left behind on its loop; see [AllowLeaks].
///
/// **Thread**: coroutines of the loop.
final class Leaks {
  /// How often to look again whether something has ended meanwhile, such as the handler of a request that was just answered.
  private static final int LOOKS = 50;

  private static final Duration PAUSE = Duration.ofMillis(5);

  private Leaks() {}

  /// Returns what to fail a test with that has left something behind; null if it hasn't, or if the loop doesn't know.
  static @Nullable AssertionError find(IOLoop loop) {
    AsyncHTTPClient.current().close();
    List<Activity> left = look(loop);
    for (int looks = 1; !left.isEmpty() && looks < LOOKS; looks++) {
      Async.await(Async.sleep(PAUSE));
      left = look(loop);
    }
    return left.isEmpty() ? null : failure(left);
  }

  private static List<Activity> look(IOLoop loop) {
    var found = new CompletableFuture<List<Activity>>();
    loop.addCallback(() -> found.complete(TestLoop.activities(loop)));
    Stream<Activity> ofLoop =
        Async.await(found).stream().filter(activity -> !looks(activity) && !travels(activity));
    Stream<Activity> ofNetwork =
        loop.sockets() instanceof SimulatedNetwork network ? network.open().stream() : Stream.of();
    return Stream.concat(ofLoop, ofNetwork).toList();
  }

  /// Tells whether it is the coroutine that looks.
  private static boolean looks(Activity activity) {
    return activity.stack().stream()
        .anyMatch(frame -> frame.getClassName().equals(Leaks.class.getName()));
  }

  /// Tells whether it is something under way in a simulated network, which arrives when all who sent it are long gone.
  private static boolean travels(Activity activity) {
    return activity.origin().stream()
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith(IOLoop.class.getName()))
        .limit(1)
        .anyMatch(SimulatedNetwork.class.getName()::equals);
  }

  private static AssertionError failure(List<Activity> left) {
    String names = left.stream().map(Leaks::name).collect(Collectors.joining("; "));
    var error =
        new AssertionError(
            "the test has left something behind, made where the suppressed exceptions show: %s. End or close it, or allow it by @AllowLeaks"
                .formatted(names));
    left.forEach(activity -> error.addSuppressed(new Origin(activity)));
    return error;
  }

  private static String name(Activity activity) {
    return activity.kind().name().toLowerCase(Locale.ROOT) + " (" + activity.state() + ")";
  }

  /// Shows where something was made.
  private static final class Origin extends Throwable {
    private static final long serialVersionUID = 1L;

    private Origin(Activity activity) {
      super(name(activity) + " made here", null, false, true);
      setStackTrace(activity.origin().toArray(new StackTraceElement[0]));
    }
  }
}
