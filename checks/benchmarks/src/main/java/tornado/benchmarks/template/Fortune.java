// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A row of the table of fortunes.
public record Fortune(int id, String message) {
  private static final List<Fortune> STORED =
      List.of(
          new Fortune(1, "A cache is a promise that somebody has to keep."),
          new Fortune(2, "Nothing is as permanent as a flag for the time being."),
          new Fortune(3, "You will find the error one line above where you look."),
          new Fortune(4, "Two clocks never agree; three at least hold a vote."),
          new Fortune(5, "Who measures once believes it; who measures twice doubts."),
          new Fortune(6, "The last bug is fixed on the day the program is switched off."),
          new Fortune(7, "A queue without a limit is a leak with good manners."),
          new Fortune(8, "\"It works here\" is a place, not a proof."),
          new Fortune(9, "Names are hard & numbers of ports are harder."),
          new Fortune(10, "An estimate is a wish with a number in it, and the number isn't 0."),
          new Fortune(11, "<script>alert(\"This page does not escape what it prints.\");</script>"),
          new Fortune(12, "良いテンプレートは、静かに働く。"));

  /// Those stored and one more, sorted by their texts.
  static final List<Fortune> ALL =
      Stream.concat(STORED.stream(), Stream.of(new Fortune(0, "One more, made for this request.")))
          .sorted(Comparator.comparing(Fortune::message))
          .toList();
}
