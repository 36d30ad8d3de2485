// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.util.LinkedHashMap;
import java.util.Map;

/// Buckets of tokens, one for each key. A bucket is one number: the time when it will be full again. A request moves that by the time
/// one token takes, and is refused if it would be further off than a whole bucket takes (the generic cell rate algorithm).
///
/// **Thread**: any.
final class Buckets {
  /// What became of a request.
  ///
  /// @param remaining how many more may follow at once
  /// @param retryAfterNanos when the next may come, if this one was refused
  /// @param fullAfterNanos when the bucket is full again
  record Take(boolean allowed, long remaining, long retryAfterNanos, long fullAfterNanos) {}

  private final long nanosPerToken;
  private final long nanosPerBucket;

  /// When the bucket of a key is full again; the key not seen for longest first. Guarded by itself.
  private final Map<String, Long> fullAt;

  /// Makes full buckets.
  ///
  /// @param count how many tokens are in one
  /// @param windowNanos how long it takes to fill
  Buckets(int count, long windowNanos, int maxKeys) {
    nanosPerToken = Math.max(1, windowNanos / count);
    nanosPerBucket = nanosPerToken * count;
    fullAt =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > maxKeys;
          }
        };
  }

  /// Takes a token out of a key's bucket, if there is one.
  Take take(String key, long now) {
    synchronized (fullAt) {
      Long last = fullAt.get(key);
      // Differences, since the clock's origin is anywhere and it may wrap.
      long toFill = last == null ? 0 : Math.max(0, last - now);
      long toFillAfter = toFill + nanosPerToken;
      if (toFillAfter > nanosPerBucket) {
        return new Take(false, 0, toFillAfter - nanosPerBucket, toFill);
      }
      fullAt.put(key, now + toFillAfter);
      return new Take(true, (nanosPerBucket - toFillAfter) / nanosPerToken, 0, toFillAfter);
    }
  }

  /// Returns how many keys are remembered.
  int size() {
    synchronized (fullAt) {
      return fullAt.size();
    }
  }
}
