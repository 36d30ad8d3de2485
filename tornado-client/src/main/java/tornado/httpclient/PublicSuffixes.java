// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipInputStream;

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
    // All at once and one after another: to look each entry up takes several times as long.
    try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      while (zip.getNextEntry() != null) {
        new String(zip.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.length() > 1)
            .forEach(line -> rules.add(line.substring(1)));
      }
    } catch (IOException ignored) {
      // A Java without the list, or with another kind: the class doc says what holds then.
      rules.clear();
    }
    return new PublicSuffixes(rules);
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /// Tells whether anybody can have names below a domain.
  ///
  /// @param domain in lower case and ASCII
  @Override
  public boolean test(String domain) {
    // The list has names as they are read, which most are anyway.
    String name = domain.contains("xn--") ? IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED) : domain;
    int dot = name.indexOf('.');
    if (dot < 0 || rules.contains(name)) {
      return true;
    }
    return rules.contains("*" + name.substring(dot)) && !rules.contains("!" + name);
  }

  private static final class JDK {
    private static final PublicSuffixes LIST =
        read(Path.of(System.getProperty("java.home"), "lib", "security", "public_suffix_list.dat"));
  }
}
