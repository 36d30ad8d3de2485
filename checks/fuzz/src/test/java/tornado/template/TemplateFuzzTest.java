// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;

/// Random templates and values, rendered by ours and by plain Pebble.
final class TemplateFuzzTest {
  private static final int PAGES = Integer.getInteger("tornado.fuzz.pages", 1000);

  /// How many decisions a page takes at most.
  private static final int LENGTH = 300;

  @FuzzTest
  void render(byte[] input) {
    TemplateLaw.check(input);
  }

  /// The same pages each time, for whoever doesn't search.
  @Test
  void renderSome() {
    for (int seed = 0; seed < PAGES; seed++) {
      TemplateLaw.check(Choices.bytes(seed, LENGTH));
    }
  }
}
