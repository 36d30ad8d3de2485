// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import java.util.List;
import java.util.stream.Stream;

/// The known departures from the rules, each with its reason. One that has ceased to depart must be deleted here.
final class Departures {
  private static final String JSSE_NAMES_SOCKETS =
      "overrides methods of JSSE that name a socket, and uses none";

  private static final List<Departure> ALL =
      List.of(
          new Departure(
              "time, threads, randomness", "tornado.netutil.ServerKeys", JSSE_NAMES_SOCKETS),
          new Departure(
              "time, threads, randomness", "tornado.netutil.Trust$Everyone", JSSE_NAMES_SOCKETS),
          new Departure(
              "time, threads, randomness",
              "tornado.httpclient.Retries",
              "draws from the loop's own source of random numbers"),
          new Departure(
              "time, threads, randomness",
              "tornado.testing.SimulatedNetwork",
              "is the network behind the door: a simulation gives it its chance"),
          new Departure(
              "channels",
              "tornado.testing.SimulatedFailures",
              "fails as the JDK's channels do, and uses none"),
          new Departure(
              "no bare Exception",
              "tornado.testing.CoroutineTests",
              "passes on what tests throw, as JUnit's interceptors declare it"),
          new Departure(
              "pure parsing",
              "tornado.httputil.HTTPConnection",
              "is the side that writes, and names the file that others read"),
          new Departure(
              "console",
              "tornado.autoreload.Main",
              "says how it is used to who has called it on a command line"),
          new Departure(
              "console",
              "tornado.httpclient.CommandLine",
              "prints what it was called for on a command line"),
          new Departure(
              "console",
              "tornado.options.Help$Printer$1",
              "prints the help that a program is asked for on its command line"));

  private Departures() {}

  /// A class that a rule does not hold for.
  record Departure(String rule, String className, String reason) {
    boolean covers(String violation) {
      return violation.contains("<" + className + ">") || violation.contains("<" + className + ".");
    }
  }

  /// Returns the violations that no departure covers, and the departures that cover none.
  static List<String> unexplained(String rule, List<String> violations) {
    return unexplained(ALL, rule, violations);
  }

  static List<String> unexplained(
      List<Departure> departures, String rule, List<String> violations) {
    List<Departure> known =
        departures.stream().filter(departure -> departure.rule().equals(rule)).toList();
    Stream<String> open =
        violations.stream().filter(text -> known.stream().noneMatch(it -> it.covers(text)));
    Stream<String> stale =
        known.stream()
            .filter(departure -> violations.stream().noneMatch(departure::covers))
            .map(departure -> "departs no longer, delete it from Departures: " + departure);
    return Stream.concat(open, stale).toList();
  }
}
