// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.util.Set;

/// When a request that has failed is sent again, by itself; see [HTTPRequest.Builder#retry] and [AsyncHTTPClientOptions.Builder#retry].
///
/// ```java
/// RetryPolicy.builder().attempts(5).backOff(Duration.ofMillis(50), Duration.ofSeconds(2)).build()
/// ```
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#attempts] | 3 | how often a request is sent at most, the first time included |
/// | [Builder#backOff] | 100 ms, 10 s | the longest pause before the second attempt, and before any: it doubles each time, and the real one is drawn between nothing and that |
/// | [Builder#codes] | 429, 502, 503, 504 | answers that are worth another attempt |
/// | [Builder#maxRetryAfter] | 30 s | the longest wait that a server may ask for by `Retry-After`; if it wants more its answer is the response |
/// | [Builder#budget] | 0.2, 10 | how many retries each request earns its client, and how many it may do before |
///
/// Besides those codes, what counts is: no connection, or one that broke before the answer began. Only idempotent requests (RFC 9110 §9.2.2)
/// are sent again, or those that say they are ([HTTPRequest.Builder#idempotent]); one that never had a connection always is. The request's
/// timeout and the deadline around it hold for all attempts together: where the pause would take longer, the failure is told at once.
///
/// The budget is the client's: when a server is down, retries must not multiply what it gets. With the defaults a client sends at most a fifth
/// more than it would without.
///
/// **Thread**: any.
public final class RetryPolicy {
  /// The policy of the table.
  public static final RetryPolicy DEFAULT = builder().build();

  /// Never: for requests that shall not do what their client does otherwise.
  public static final RetryPolicy NEVER = builder().attempts(1).build();

  private final int attempts;
  private final Duration firstPause;
  private final Duration longestPause;
  private final Set<Integer> codes;
  private final Duration maxRetryAfter;
  private final double earned;
  private final int reserve;

  private RetryPolicy(Builder builder) {
    attempts = builder.attempts;
    firstPause = builder.firstPause;
    longestPause = builder.longestPause;
    codes = builder.codes;
    maxRetryAfter = builder.maxRetryAfter;
    earned = builder.earned;
    reserve = builder.reserve;
  }

  /// Returns a builder of the defaults.
  public static Builder builder() {
    return new Builder();
  }

  int attempts() {
    return attempts;
  }

  Duration maxRetryAfter() {
    return maxRetryAfter;
  }

  boolean isWorthIt(int code) {
    return codes.contains(code);
  }

  /// Returns the longest pause after so many attempts.
  Duration longestPauseAfter(int count) {
    int doublings = Math.min(count - 1, 30);
    return firstPause.compareTo(longestPause.dividedBy(1L << doublings)) < 0
        ? firstPause.multipliedBy(1L << doublings)
        : longestPause;
  }

  double earned() {
    return earned;
  }

  int reserve() {
    return reserve;
  }

  /// A policy in the making; see [RetryPolicy] for the table. **Thread**: owner.
  public static final class Builder {
    private int attempts = 3;
    private Duration firstPause = Duration.ofMillis(100);
    private Duration longestPause = Duration.ofSeconds(10);
    private Set<Integer> codes = Set.of(429, 502, 503, 504);
    private Duration maxRetryAfter = Duration.ofSeconds(30);
    private double earned = 0.2;
    private int reserve = 10;

    private Builder() {}

    /// Sets how often a request is sent at most.
    ///
    /// @throws IllegalArgumentException if it isn't positive
    public Builder attempts(int count) {
      if (count <= 0) {
        throw new IllegalArgumentException("attempts <= 0: " + count);
      }
      attempts = count;
      return this;
    }

    /// Sets the longest pause before the second attempt, and before any.
    ///
    /// @throws IllegalArgumentException if one is negative, or over a day
    public Builder backOff(Duration first, Duration longest) {
      if (!isPause(first) || !isPause(longest)) {
        throw new IllegalArgumentException("backOff < 0 or > 1 day: " + first + ", " + longest);
      }
      firstPause = first;
      longestPause = longest;
      return this;
    }

    /// Sets which answers are worth another attempt; none, for failures without an answer only.
    public Builder codes(Set<Integer> codes) {
      this.codes = Set.copyOf(codes);
      return this;
    }

    /// Sets the longest wait that a server may ask for.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder maxRetryAfter(Duration limit) {
      if (limit.isNegative()) {
        throw new IllegalArgumentException("maxRetryAfter < 0: " + limit);
      }
      maxRetryAfter = limit;
      return this;
    }

    /// Sets how many retries each request earns its client, as a part of one, and how many a client may do before and save at most.
    ///
    /// @throws IllegalArgumentException if one is negative
    public Builder budget(double perRequest, int reserve) {
      if (!(perRequest >= 0) || reserve < 0) {
        throw new IllegalArgumentException("budget < 0: " + perRequest + ", " + reserve);
      }
      this.earned = perRequest;
      this.reserve = reserve;
      return this;
    }

    /// Makes the policy.
    public RetryPolicy build() {
      return new RetryPolicy(this);
    }

    private static boolean isPause(Duration duration) {
      return !duration.isNegative() && duration.compareTo(Duration.ofDays(1)) <= 0;
    }
  }
}
