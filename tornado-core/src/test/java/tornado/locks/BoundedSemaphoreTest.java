// SPDX-License-Identifier: Apache-2.0
package tornado.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Carried over from Tornado's `locks_test.BoundedSemaphoreTest`.
class BoundedSemaphoreTest {
  @Test
  void releaseUnacquired() {
    var semaphore = new BoundedSemaphore();

    assertThatThrownBy(semaphore::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("semaphore released too many times: it has 1");
  }

  @Test
  void releaseAfterAcquire() {
    var semaphore = new BoundedSemaphore(2);
    semaphore.acquire();

    semaphore.release();

    assertThat(semaphore).hasToString("BoundedSemaphore(unlocked,value:2,waiters:0)");
    assertThatThrownBy(semaphore::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void permitsGoToThoseWhoWait() {
    var semaphore = new BoundedSemaphore();
    var held = semaphore.acquire().join();
    var next = semaphore.acquire();

    held.close();

    assertThat(next).isCompleted();
  }
}
