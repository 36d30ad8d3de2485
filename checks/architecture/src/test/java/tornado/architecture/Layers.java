// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ladder: each package imports lower rungs only.
final class Layers {
  /// Rungs of tornado-core from the lowest up; the packages of one rung don't know each other.
  private static final List<Set<String>> CORE =
      List.of(
          Set.of("util"),
          Set.of("escape", "log"),
          Set.of("httputil", "options", "locale"),
          Set.of("ioloop"),
          Set.of("netutil", "locks", "queues"),
          Set.of("iostream"),
          Set.of("tcpclient", "process", "http1connection"),
          Set.of("tcpserver", "websocket"));

  /// Packages above core, each with those above core that it may import.
  private static final Map<String, Set<String>> ABOVE_CORE =
      Map.of(
          "template", Set.of(),
          "httpclient", Set.of(),
          "httpserver", Set.of(),
          "routing", Set.of("httpserver"),
          "autoreload", Set.of("httpserver"),
          "web", Set.of("httpserver", "routing", "autoreload", "template"),
          "filters", Set.of("httpserver", "routing", "web"),
          "auth", Set.of("web", "httpclient"),
          "testing",
              Set.of(
                  "template",
                  "httpclient",
                  "httpserver",
                  "routing",
                  "autoreload",
                  "web",
                  "filters",
                  "auth"));

  private static final Map<String, Set<String>> ALLOWED = allowed();

  static final Rule LADDER =
      new Rule(
          "ladder",
          root -> classes().that().resideInAPackage(root + "..").should(importLowerRungs(root)));

  static final Rule NO_CYCLES =
      new Rule("no cycles", root -> slices().matching(root + ".(*)..").should().beFreeOfCycles());

  private Layers() {}

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> allowed = new HashMap<>();
    Set<String> lower = Set.of();
    for (Set<String> rung : CORE) {
      for (String name : rung) {
        allowed.put(name, lower);
      }
      lower = union(lower, rung);
    }
    for (var entry : ABOVE_CORE.entrySet()) {
      allowed.put(entry.getKey(), union(lower, entry.getValue()));
    }
    return Map.copyOf(allowed);
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }

  private static ArchCondition<JavaClass> importLowerRungs(String root) {
    return new ArchCondition<>("import lower rungs only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String from = segment(root, type);
        if (!ALLOWED.containsKey(from)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, "<" + type.getName() + "> is in a package that has no rung: " + from));
          return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (target.getPackageName().startsWith(root + ".")
              && !mayImport(from, segment(root, target))) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean mayImport(String from, String to) {
    return from.equals(to) || ALLOWED.getOrDefault(from, Set.of()).contains(to);
  }

  /// Returns `web` for `tornado.web.Application`.
  private static String segment(String root, JavaClass type) {
    String below =
        type.getPackageName()
            .substring(Math.min(root.length() + 1, type.getPackageName().length()));
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
