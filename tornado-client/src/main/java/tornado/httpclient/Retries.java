// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPDate;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Scope;
import tornado.netutil.UnresolvedHostException;
import tornado.tcpclient.ConnectFailedException;

/// Decides for one fetch whether a request is sent again, and when. See [RetryPolicy].
///
/// **Thread**: loop, but for the constructor.
final class Retries {
  private static final int MAX_DIGITS = 9;
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  private final IOLoop loop;
  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final HTTPRequest request;
  private final @Nullable Long deadlineNanos;
  private int attempts;

  private Retries(IOLoop loop, RetryPolicy policy, RetryBudget budget, HTTPRequest request) {
    this.loop = loop;
    this.policy = policy;
    this.budget = budget;
    this.request = request;
    this.deadlineNanos = deadline(loop, request);
  }

  /// Makes those of a fetch in the current scope; null for one that is never sent again.
  static @Nullable Retries of(
      IOLoop loop, @Nullable RetryPolicy policy, RetryBudget budget, HTTPRequest request) {
    return policy == null || policy.attempts() == 1
        ? null
        : new Retries(loop, policy, budget, request);
  }

  private static @Nullable Long deadline(IOLoop loop, HTTPRequest request) {
    Scope scope = Scope.currentOrNull();
    Long around = scope == null ? null : scope.deadlineNanos();
    if (request.requestTimeout().isZero()) {
      return around;
    }
    long own = loop.time() + request.requestTimeout().toNanos();
    return around != null && around - own < 0 ? around : Long.valueOf(own);
  }

  /// Returns the pause before a request is sent again because of its answer; null if it isn't.
  @Nullable Duration afterAnswer(Hop answered) {
    if (!policy.isWorthIt(answered.code()) || !isRepeatable(answered)) {
      return null;
    }
    Duration asked = retryAfter(answered.responseHeaders().get("Retry-After"));
    return asked.compareTo(policy.maxRetryAfter()) > 0 ? null : pause(asked);
  }

  /// Returns the pause before a request is sent again because it failed; null if it isn't.
  @Nullable Duration afterFailure(Hop broken, Throwable error) {
    boolean again =
        broken.sent()
            ? error instanceof HTTPStreamClosedError && broken.code() == 0 && isRepeatable(broken)
            : error instanceof HTTPStreamClosedError
                || error instanceof HTTPTimeoutError
                || error.getCause() instanceof ConnectFailedException
                || error.getCause() instanceof UnresolvedHostException;
    return again ? pause(Duration.ZERO) : null;
  }

  /// Tells whether it may be sent once more, and can be.
  private boolean isRepeatable(Hop sent) {
    return request.isIdempotent(sent.method()) && request.bodyIsRepeatable();
  }

  private @Nullable Duration pause(Duration asked) {
    attempts++;
    if (attempts >= policy.attempts()) {
      return null;
    }
    // Any pause up to the longest is as likely: clients that failed together don't come back
    // together.
    long longest = policy.longestPauseAfter(attempts).toNanos();
    Duration pause = asked.plusNanos((long) (longest * loop.random().nextDouble()));
    boolean late = deadlineNanos != null && loop.time() + pause.toNanos() - deadlineNanos >= 0;
    return late || !budget.spend(policy) ? null : pause;
  }

  /// Returns what a server asks for, by seconds or a date (RFC 9110 §10.2.3); nothing if it can't be read.
  private Duration retryAfter(@Nullable String field) {
    if (field == null) {
      return Duration.ZERO;
    }
    if (!field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return field.length() > MAX_DIGITS ? FOR_EVER : Duration.ofSeconds(Long.parseLong(field));
    }
    Instant now = loop.clock().instant();
    return HTTPDate.parse(field)
        .filter(date -> date.isAfter(now))
        .map(date -> Duration.between(now, date))
        .orElse(Duration.ZERO);
  }
}
