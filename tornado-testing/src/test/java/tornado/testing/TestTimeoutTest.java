// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a test may take.
final class TestTimeoutTest {
  /// Methods with a limit of their own, and that of their class.
  @AsyncTimeout(7)
  static class Limits {
    @AsyncTimeout(0.5)
    public void half() {}

    public void seven() {}
  }

  private static Duration of(String method) throws NoSuchMethodException {
    return TestTimeout.of(Limits.class.getDeclaredMethod(method), Limits.class);
  }

  @Test
  void methodCountsBeforeClass() throws NoSuchMethodException {
    assertThat(of("half")).isEqualTo(Duration.ofMillis(500));
    assertThat(of("seven")).isEqualTo(Duration.ofSeconds(7));
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
