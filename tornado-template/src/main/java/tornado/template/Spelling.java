// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.Collection;
import java.util.TreeSet;

/// Which known name an unknown one may be meant for.
///
/// **Thread**: any.
final class Spelling {
  /// Names that are longer come from outside, not from who writes templates.
  private static final int MAX_LENGTH = 64;

  private Spelling() {}

  /// Returns what to put behind an unknown name: a question, or nothing if no known name is near.
  static String hint(String name, Collection<String> known) {
    if (name.length() > MAX_LENGTH || known.contains(name)) {
      return "";
    }
    String nearest = "";
    int least = tolerated(name) + 1;
    // In order, so that the same mistake always gets the same answer.
    for (String candidate : new TreeSet<>(known)) {
      if (Math.abs(candidate.length() - name.length()) < least) {
        int distance = distance(name, candidate);
        nearest = distance < least ? candidate : nearest;
        least = Math.min(distance, least);
      }
    }
    return nearest.isEmpty() ? "" : ", did you mean '" + nearest + "'?";
  }

  /// Short names are all near each other.
  private static int tolerated(String name) {
    return name.length() < 3 ? 0 : name.length() < 6 ? 1 : 2;
  }

  /// Returns how many letters are to be added, left out, replaced or swapped with their neighbour to get from one name to the other.
  private static int distance(String one, String other) {
    int[][] steps = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : least(one, other, i, j, steps);
      }
    }
    return steps[one.length()][other.length()];
  }

  private static int least(String one, String other, int i, int j, int[][] steps) {
    char letter = one.charAt(i - 1);
    char otherLetter = other.charAt(j - 1);
    int replaced = steps[i - 1][j - 1] + (letter == otherLetter ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    boolean isSwapped =
        i > 1 && j > 1 && letter == other.charAt(j - 2) && one.charAt(i - 2) == otherLetter;
    return isSwapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
