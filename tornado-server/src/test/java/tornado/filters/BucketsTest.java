// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Buckets of tokens.
final class BucketsTest {
  @Test
  void keyNotSeenForLongestIsForgotten() {
    var buckets = new Buckets(1, 100, 2);
    buckets.take("a", 0);
    buckets.take("b", 1);
    buckets.take("a", 2);

    buckets.take("c", 3);

    assertThat(buckets.size()).isEqualTo(2);
    assertThat(buckets.take("a", 4).allowed()).isFalse();
    assertThat(buckets.take("b", 5).allowed()).isTrue();
  }

  @Test
  void clockMayWrap() {
    var buckets = new Buckets(2, 100, 10);
    long before = Long.MAX_VALUE - 10;
    buckets.take("a", before);
    buckets.take("a", before);

    assertThat(buckets.take("a", before + 20).allowed()).isFalse();
    assertThat(buckets.take("a", before + 50).allowed()).isTrue();
  }

  @Test
  void refusalsCostNothing() {
    var buckets = new Buckets(1, 100, 10);
    buckets.take("a", 0);

    assertThat(buckets.take("a", 40).retryAfterNanos()).isEqualTo(60);
    assertThat(buckets.take("a", 99).retryAfterNanos()).isEqualTo(1);
    assertThat(buckets.take("a", 100).allowed()).isTrue();
  }
}
