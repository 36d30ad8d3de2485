// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.time.Duration;
import java.util.function.Function;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.IOLoop;
import tornado.web.Filter;
import tornado.web.HTTPError;
import tornado.web.RequestHandler;

/// Answers 429 to clients that ask too often. Each key has a bucket of tokens, which fills evenly; a request takes one.
///
/// ```java
/// RateLimit.of(100, Duration.ofMinutes(1)).build()
/// ```
///
/// The answers say how much is left (`RateLimit` and `RateLimit-Policy`, as the IETF's draft has them), and a 429 when to come back
/// (`Retry-After`). The loops of one process share the buckets; several processes don't.
///
/// | option | default | meaning |
/// |---|---|---|
/// | [#of] | | how many requests in which time; all at once if the client likes |
/// | [Builder#key] | the address; of IPv6 its first 64 bits, which one customer has | who counts as one |
/// | [Builder#maxKeys] | 10,000 | how many keys are remembered: the one not seen for longest is forgotten |
/// | [Builder#name] | `default` | what the policy is called in the fields |
///
/// **Thread**: any.
public final class RateLimit implements Filter {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Buckets buckets;
  private final Function<HTTPServerRequest, String> key;
  private final String name;
  private final String policy;

  private RateLimit(Builder builder) {
    buckets = new Buckets(builder.count, builder.window.toNanos(), builder.maxKeys);
    key = builder.key;
    name = builder.name;
    policy = "\"%s\";q=%d;w=%d".formatted(name, builder.count, seconds(builder.window.toNanos()));
  }

  /// Returns a builder.
  ///
  /// @param count how many requests
  /// @param window in which time
  /// @throws IllegalArgumentException if count is less than 1, or the time is not from a millisecond to a day
  public static Builder of(int count, Duration window) {
    return new Builder(count, window);
  }

  @Override
  public void filter(RequestHandler handler, Next next) throws Exception {
    Buckets.Take take = buckets.take(key.apply(handler.request()), IOLoop.current().time());
    handler.beforeHead(() -> addFields(handler, take));
    if (!take.allowed()) {
      throw new HTTPError(429, "Rate limit " + name + " is exceeded");
    }
    next.run();
  }

  private void addFields(RequestHandler handler, Buckets.Take take) {
    handler.addHeader("RateLimit-Policy", policy);
    handler.addHeader(
        "RateLimit",
        "\"%s\";r=%d;t=%d".formatted(name, take.remaining(), seconds(take.fullAfterNanos())));
    if (!take.allowed()) {
      handler.setHeader("Retry-After", seconds(take.retryAfterNanos()));
    }
  }

  /// Returns whole seconds, rounded up: who comes back then is not too early.
  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, SECOND_NANOS);
  }

  /// Options; see [RateLimit]. **Thread**: owner.
  public static final class Builder {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final int count;
    private final Duration window;
    private Function<HTTPServerRequest, String> key = ClientNetwork::of;
    private int maxKeys = 10_000;
    private String name = "default";

    private Builder(int count, Duration window) {
      if (count < 1) {
        throw new IllegalArgumentException("count < 1: " + count);
      }
      if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("window < 1 ms or > 1 day: " + window);
      }
      this.count = count;
      this.window = window;
    }

    /// Sets who counts as one, such as all with an account or an API key. Requests whose key is the same share a bucket.
    public Builder key(Function<HTTPServerRequest, String> key) {
      this.key = key;
      return this;
    }

    /// Sets how many keys are remembered.
    ///
    /// @throws IllegalArgumentException if it is less than 1
    public Builder maxKeys(int maxKeys) {
      if (maxKeys < 1) {
        throw new IllegalArgumentException("maxKeys < 1: " + maxKeys);
      }
      this.maxKeys = maxKeys;
      return this;
    }

    /// Sets what the policy is called, to tell several apart.
    ///
    /// @throws IllegalArgumentException if it is no token
    public Builder name(String name) {
      if (!Tokens.isToken(name)) {
        throw new IllegalArgumentException("expected a token but was '" + name + "'");
      }
      this.name = name;
      return this;
    }

    /// Makes the filter.
    public RateLimit build() {
      return new RateLimit(this);
    }
  }
}
