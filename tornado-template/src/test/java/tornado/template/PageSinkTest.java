// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Pages that go out in pieces.
final class PageSinkTest {
  private final List<String> pieces = new ArrayList<>();

  @Test
  void pageIsOnePieceUnlessItIsFlushed() {
    Template.of("a{{ x }}b").generateTo(pieces::add, Map.of("x", 1));

    assertThat(pieces).containsExactly("a1b");
  }

  @Test
  void eachFlushIsAPiece() {
    Template.of("a{% flush %}b{% flush %}{% flush %}c").generateTo(pieces::add, Map.of());

    assertThat(pieces).containsExactly("a", "b", "c");
  }

  @Test
  void failureBeforeTheFirstFlushLeavesNothing() {
    assertThatThrownBy(() -> Template.of("a{{ 1/0 }}{% flush %}").generateTo(pieces::add, Map.of()))
        .isInstanceOf(TemplateError.class);

    assertThat(pieces).isEmpty();
  }

  @Test
  void failureAfterAFlushLeavesWhatWasFlushed() {
    assertThatThrownBy(
            () -> Template.of("a{% flush %}b{{ 1/0 }}").generateTo(pieces::add, Map.of()))
        .isInstanceOf(TemplateError.class);

    assertThat(pieces).containsExactly("a");
  }

  @Test
  void flushWithinAPartOfThePageWaitsForIt() {
    Template.of("a{% apply upper %}b{% flush %}c{% endapply %}").generateTo(pieces::add, Map.of());

    assertThat(pieces).containsExactly("aBC");
  }

  @Test
  void emptyPageIsNoPiece() {
    Template.of("").generateTo(pieces::add, Map.of());

    assertThat(pieces).isEmpty();
  }

  @Test
  void flushOfAPageInMemoryKeepsIt() {
    assertThat(Template.of("a{% flush %}b").generateString(Map.of())).isEqualTo("ab");
  }

  @Test
  void goesToAnAppendable() {
    var text = new StringBuilder();

    Template.of("a{% flush %}b").generateTo(text, Map.of());

    assertThat(text).hasToString("ab");
  }

  @Test
  void failureOfTheAppendableIsAnIOFailure() {
    var closed =
        new Writer() {
          @Override
          public void write(char[] chars, int offset, int length) throws IOException {
            throw new IOException("closed");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> Template.of("a").generateTo(closed, Map.of()))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> Template.of("a{% flush %}b").generateTo(closed, Map.of()))
        .isInstanceOf(UncheckedIOException.class);
  }
}
