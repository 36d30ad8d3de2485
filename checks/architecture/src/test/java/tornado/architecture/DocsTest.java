// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Proves that packages and public types say what they are.
class DocsTest {
  @Test
  void everyPublishedPackageIsNullMarked() {
    assertThat(Codebase.modules())
        .flatMap(module -> Docs.unmarkedPackages(module.sources()))
        .isEmpty();
  }

  @Test
  void findsThePackageThatIsNotNullMarked() {
    assertThat(Docs.unmarkedPackages(Codebase.fixtureSources()))
        .singleElement()
        .asString()
        .endsWith("nowhere");
  }

  @Test
  void everyPublishedTypeHasADocComment() {
    assertThat(Codebase.modules())
        .flatMap(module -> Docs.undocumentedTypes(module.sources()))
        .isEmpty();
  }

  @Test
  void findsTheTypeWithoutADocComment() {
    assertThat(Docs.undocumentedTypes(Codebase.fixtureSources()))
        .singleElement()
        .asString()
        .contains("Undocumented.java");
  }
}
