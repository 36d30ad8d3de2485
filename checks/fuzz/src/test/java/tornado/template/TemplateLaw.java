// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What holds for any page: it is what plain Pebble makes of it, or both fail, ours with an error that says where. It is the same however it
/// is rendered. Whatever is cut off or put together, nothing but such an error leaves.
///
/// **Thread**: any.
final class TemplateLaw {
  /// What Pebble fails with and we don't, which is not looked at any closer.
  private static final List<String> FAILURES_OF_PEBBLE =
      List.of(
          // A number as the key of a map whose keys are text: here there is nothing under it.
          "not supported for key",
          // An empty text as the name of an attribute, likewise.
          "Index 0 out of bounds for length 0");

  private TemplateLaw() {}

  /// Checks the page that bytes stand for, and fails with the simplest page that breaks the law in the same way.
  static void check(byte[] bytes) {
    Breach breach = breach(RandomPage.of(bytes));
    if (breach != null) {
      byte[] simple =
          Reducer.reduce(bytes, simpler -> breach.isLike(breach(RandomPage.of(simpler))));
      RandomPage page = RandomPage.of(simple);
      throw new AssertionError(page + "\n" + breach(page));
    }
  }

  /// How a page breaks the law.
  private record Breach(String law, Object one, @Nullable Object other) {
    boolean isLike(@Nullable Breach other) {
      return other != null && other.law.equals(law);
    }

    @Override
    public String toString() {
      return "breaks: " + law + "\n" + one + "\n" + (other == null ? "" : other);
    }
  }

  private static @Nullable Breach breach(RandomPage page) {
    Outcome ours = Outcome.ours(page, template -> whole(template, page));
    Outcome theirs = Outcome.theirs(page);
    if (ours instanceof Outcome.Failure failure && !saysWhere(failure, page)) {
      return new Breach("failures say where", failure.cause(), null);
    }
    if (ours.getClass() != theirs.getClass() && !isExpected(theirs)) {
      return new Breach("both render, or both fail", ours, theirs);
    }
    if (ours instanceof Outcome.Text && theirs instanceof Outcome.Text && !ours.equals(theirs)) {
      return new Breach("both render the same", ours, theirs);
    }
    Breach again = ours instanceof Outcome.Text(String text) ? otherWays(page, text) : null;
    return again == null ? broken(page) : again;
  }

  private static boolean isExpected(Outcome theirs) {
    return theirs instanceof Outcome.Failure failure
        && FAILURES_OF_PEBBLE.stream().anyMatch(failure::says);
  }

  private static String whole(Template template, RandomPage page) {
    return template.generateString(RandomValues.of(page.values()));
  }

  /// Returns whether a failure names a line that there is.
  private static boolean saysWhere(Outcome.Failure failure, RandomPage page) {
    if (!(failure.cause() instanceof TemplateError error) || error.positions().isEmpty()) {
      return false;
    }
    return error.positions().stream()
        .allMatch(position -> {
          String source = page.templates().get(position.file());
          return source != null
              && position.line() >= 1
              && position.line() <= source.split("\r\n|\n|\r", -1).length;
        });
  }

  /// A way of rendering.
  private record Way(String name, Function<Template, String> rendering) {}

  /// Renders a page that is known in pieces, again, and twice at the same time.
  private static @Nullable Breach otherWays(RandomPage page, String text) {
    var ways =
        List.of(
            new Way("in pieces", template -> inPieces(template, page)),
            new Way("again", template -> whole(template, page) + whole(template, page)),
            new Way("at once", template -> twiceAtOnce(template, page)));
    for (Way way : ways) {
      Outcome outcome = Outcome.ours(page, way.rendering());
      String expected = way.name().equals("in pieces") ? text : text + text;
      if (!outcome.equals(new Outcome.Text(expected))) {
        return new Breach("the same " + way.name(), expected, outcome);
      }
    }
    return null;
  }

  private static String inPieces(Template template, RandomPage page) {
    var pieces = new StringBuilder();
    PageSink sink = pieces::append;
    template.generateTo(sink, RandomValues.of(page.values()));
    return pieces.toString();
  }

  private static String twiceAtOnce(Template template, RandomPage page) {
    var other = CompletableFuture.supplyAsync(() -> whole(template, page));
    return whole(template, page) + other.join();
  }

  /// Renders what is left of a page when it is cut, and when two cuts are put together.
  private static @Nullable Breach broken(RandomPage page) {
    for (String source : cuts(page)) {
      RandomPage broken = page.withMain(source);
      Outcome outcome = Outcome.ours(broken, template -> whole(template, broken));
      if (outcome instanceof Outcome.Failure failure && !saysWhere(failure, broken)) {
        return new Breach("broken templates fail and say where", source, failure.cause());
      }
    }
    return null;
  }

  private static List<String> cuts(RandomPage page) {
    String source = page.templates().getOrDefault("main", "");
    var cuts = new ArrayList<String>();
    for (int i = 1; i < 5; i++) {
      int end = source.length() * i / 5 - i % 3;
      int start = source.length() * (5 - i) / 5 + i % 2;
      if (end > 0) {
        cuts.add(source.substring(0, end));
        cuts.add(source.substring(0, end) + source.substring(Math.min(start, source.length())));
      }
    }
    return cuts;
  }
}
