// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a supervisor tells a generation before it starts, by a variable of its environment: `supervisor:port:token:ports`.
///
/// @param supervisor the process that supervises
/// @param port where it takes reports, on the loopback address
/// @param token shows it which generation reports, and that nobody else does
/// @param ports the ports that listening to port 0 has given, in order; the generation gets the same
///
/// **Thread**: any.
record Handover(long supervisor, int port, String token, List<Integer> ports) {
  private static final String VARIABLE = "TORNADO_AUTORELOAD";

  Handover {
    ports = List.copyOf(ports);
  }

  /// Returns what this process was told. A child that a generation starts, for purposes of its own, inherits the variable too, but isn't
  /// the supervisor's child.
  static @Nullable Handover own() {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    return of(
        System.getenv(),
        parent.map(ProcessHandle::pid).orElse(0L),
        pid -> ProcessHandle.of(pid).isPresent());
  }

  /// Returns what a process was told. If the supervisor has ended nobody knows whose child it was: then it counts as told, and ends, since
  /// one that goes on serving behind everybody's back is the worse mistake.
  ///
  /// @param running tells whether there is a process of a number
  static @Nullable Handover of(
      Map<String, String> environment, long parent, LongPredicate running) {
    String text = environment.get(VARIABLE);
    if (text == null) {
      return null;
    }
    String[] parts = text.split(":", -1);
    if (parts.length != 4) {
      return null;
    }
    var handover =
        new Handover(
            Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2], ports(parts[3]));
    return handover.supervisor == parent || !running.test(handover.supervisor) ? handover : null;
  }

  /// Adds the variable to an environment.
  Map<String, String> environment() {
    return Map.of(VARIABLE, supervisor + ":" + port + ":" + token + ":" + text(ports));
  }

  static String text(List<Integer> ports) {
    return ports.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  static List<Integer> ports(String text) {
    return Arrays.stream(text.split(",", -1))
        .filter(port -> !port.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}
