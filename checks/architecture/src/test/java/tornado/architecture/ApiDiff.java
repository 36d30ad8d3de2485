// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What changed between two dumps, each line with the type it belongs to.
final class ApiDiff {
  private ApiDiff() {}

  /// Returns `- line` for what is gone and `+ line` for what is new, sorted by type.
  static List<String> between(String before, String after) {
    Set<String> old = entries(before);
    Set<String> now = entries(after);
    Set<String> all = new TreeSet<>(old);
    all.addAll(now);
    List<String> changes = new ArrayList<>();
    for (String entry : all) {
      if (!now.contains(entry)) {
        changes.add("- " + entry);
      } else if (!old.contains(entry)) {
        changes.add("+ " + entry);
      }
    }
    return changes;
  }

  private static Set<String> entries(String dump) {
    Set<String> entries = new TreeSet<>();
    String type = "";
    for (String line : dump.lines().toList()) {
      if (line.startsWith("  ")) {
        entries.add(type + ": " + line.strip());
      } else if (line.endsWith(" {")) {
        type = name(line);
        entries.add(type + ": " + line);
      }
    }
    return entries;
  }

  /// Returns the name in the head of a type: the first word that begins with a package.
  private static String name(String head) {
    for (String word : head.split("[ <(]", -1)) {
      if (word.contains(".")) {
        return word;
      }
    }
    return head;
  }
}
