// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a test may take.
final class TestTimeoutTest {
  /// Tests that hang.
  @AsyncTimeout(0.25)
  static final class Limits extends AsyncTestCase {
    @AsyncTimeout(0.125)
    @Test
    void ofMethod() {
      await(new CompletableFuture<>());
    }

    @Test
    void ofClass() {
      await(new CompletableFuture<>());
    }

    /// Has none itself.
    @Nested
    final class Inner {
      @Test
      void ofOuterClass() {
        await(new CompletableFuture<>());
      }
    }
  }

  @Test
  void methodCountsBeforeItsClassAndThatBeforeOuterOnes() {
    var results = RunTests.of(Limits.class);

    assertThat(results.get("ofMethod()")).hasMessageContaining("after 0.125 seconds");
    assertThat(results.get("ofClass()")).hasMessageContaining("after 0.25 seconds");
    assertThat(results.get("ofOuterClass()")).hasMessageContaining("after 0.25 seconds");
  }

  @Test
  void propertyCountsBeforeVariable() {
    assertThat(TestTimeout.usual("2.5", "3")).isEqualTo(Duration.ofMillis(2500));
    assertThat(TestTimeout.usual(null, "3")).isEqualTo(Duration.ofSeconds(3));
    assertThat(TestTimeout.usual(null, null)).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "soon"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> TestTimeout.usual(text, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("tornado.testing.timeout is no");
  }
}
