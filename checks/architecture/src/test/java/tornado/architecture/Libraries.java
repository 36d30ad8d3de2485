// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// Libraries that stay behind the one package that chose them.
final class Libraries {
  static final List<Rule> ONE_PACKAGE_EACH =
      List.of(
          only("Jackson in escape", "escape", "tools.jackson..", "com.fasterxml.jackson.."),
          only("Pebble in template", "template", "io.pebbletemplates.."),
          only("nimbus in auth", "auth", "com.nimbusds.."),
          only("HikariCP in site", "site", "com.zaxxer.hikari.."));

  private Libraries() {}

  private static Rule only(String name, String home, String... libraries) {
    return new Rule(name, root -> staysIn(root, home, libraries));
  }

  private static ArchRule staysIn(String root, String home, String... libraries) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + "." + home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }
}
