// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `--help` shows.
///
/// **Thread**: any.
final class Help {
  private static final int COLUMN = 35;
  private static final int WIDTH = 79;

  private Help() {}

  /// Where help goes.
  interface Printer {
    /// Shows it and ends the program. Without a console to write to there is no help.
    Printer ENDING =
        new Printer() {
          @Override
          public void show(String text) {
            System.err.print(text);
          }

          @Override
          public void print(String text) {
            show(text);
            System.exit(0);
          }
        };

    /// Shows it.
    void show(String text);

    /// Shows it, because it was asked for instead of running the program.
    void print(String text);
  }

  static String text(String description, Collection<Option<?>> options) {
    var text = new StringBuilder();
    if (!description.isEmpty()) {
      text.append(description).append("\n\n");
    }
    byGroup(options)
        .forEach((group, members) -> {
          text.append(group.isEmpty() ? "Help" : group).append(":\n\n");
          members.forEach(option -> append(text, option));
          text.append('\n');
        });
    return text.toString();
  }

  private static Map<String, List<Option<?>>> byGroup(Collection<Option<?>> options) {
    var groups = new LinkedHashMap<String, List<Option<?>>>();
    for (Option<?> option : options) {
      groups.computeIfAbsent(option.group(), _ -> new ArrayList<>()).add(option);
    }
    return groups;
  }

  private static void append(StringBuilder text, Option<?> option) {
    Object value = option.defaultValue();
    boolean shown = !option.isFlag() && !value.toString().isEmpty() && !value.equals(List.of());
    String help = option.help() + (shown ? " (default " + value + ")" : "");
    String start = "  " + option.usage();
    text.append(start);
    if (start.length() >= COLUMN) {
      text.append('\n').append(" ".repeat(COLUMN));
    } else {
      text.append(" ".repeat(COLUMN - start.length()));
    }
    text.append(String.join("\n" + " ".repeat(COLUMN), wrap(help.strip()))).append('\n');
  }

  private static List<String> wrap(String help) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : help.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - COLUMN) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
