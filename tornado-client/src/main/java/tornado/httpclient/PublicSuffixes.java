// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Domains that anybody can have names below, such as `com`, `co.uk` and `github.io` ([publicsuffix.org](https://publicsuffix.org/)).
///
/// The list is the JDK's own, `lib/security/public_suffix_list.dat`, which its releases keep up to date: a zip file that has an entry for
/// each top-level domain, with a line for each rule behind a byte that says who keeps it. Where a Java has none, only domains without a dot
/// are known.
///
/// **Thread**: any.
final class PublicSuffixes implements Predicate<String> {
  private final Set<String> rules;

  PublicSuffixes(Set<String> rules) {
    this.rules = Set.copyOf(rules);
  }

  /// Returns the JDK's list, which is read when first asked for.
  static PublicSuffixes ofJDK() {
    return JDK.LIST;
  }

  /// Reads a list in the JDK's form; empty if there is none.
  static PublicSuffixes read(Path file) {
    Set<String> rules = new HashSet<>();
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        byte[] lines = zip.getInputStream(entry).readAllBytes();
        new String(lines, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.length() > 1)
            .forEach(line -> rules.add(ascii(line.substring(1))));
      }
    } catch (IOException ignored) {
      // A Java without the list, or with another kind: the class doc says what holds then.
      rules.clear();
    }
    return new PublicSuffixes(rules);
  }

  private static String ascii(String rule) {
    return rule.chars().allMatch(c -> c < 0x80) ? rule : IDN.toASCII(rule, IDN.ALLOW_UNASSIGNED);
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /// Tells whether anybody can have names below a domain.
  ///
  /// @param domain in lower case and ASCII
  @Override
  public boolean test(String domain) {
    int dot = domain.indexOf('.');
    if (dot < 0 || rules.contains(domain)) {
      return true;
    }
    return rules.contains("*" + domain.substring(dot)) && !rules.contains("!" + domain);
  }

  private static final class JDK {
    private static final PublicSuffixes LIST =
        read(Path.of(System.getProperty("java.home"), "lib", "security", "public_suffix_list.dat"));
  }
}
