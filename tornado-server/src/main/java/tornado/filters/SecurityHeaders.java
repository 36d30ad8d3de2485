// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tornado.web.Filter;
import tornado.web.RequestHandler;

/// Adds the fields by which browsers guard their users. A handler that sets one itself keeps its own.
///
/// ```java
/// SecurityHeaders.builder()
///     .contentSecurityPolicy("default-src 'self'; script-src 'nonce-{nonce}'")
///     .build()
/// ```
///
/// | option | default | field |
/// |---|---|---|
/// | | always | `X-Content-Type-Options: nosniff` |
/// | [Builder#hsts] | 365 days | `Strict-Transport-Security` (RFC 6797), over https only |
/// | [Builder#includeSubDomains] | off | its `includeSubDomains` |
/// | [Builder#frames] | nobody | `X-Frame-Options` |
/// | [Builder#referrerPolicy] | `strict-origin-when-cross-origin` | `Referrer-Policy` |
/// | [Builder#contentSecurityPolicy] | none | `Content-Security-Policy` |
///
/// **Thread**: any.
public final class SecurityHeaders implements Filter {
  /// Who may show our pages in a frame.
  public enum Frames {
    /// Nobody.
    NOBODY,
    /// Pages of the same origin.
    SAME_ORIGIN,
    /// Everybody: no field is sent.
    EVERYBODY
  }

  private static final String PLACEHOLDER = "{nonce}";

  private static final Set<String> REFERRER_POLICIES =
      Set.of(
          "no-referrer",
          "no-referrer-when-downgrade",
          "origin",
          "origin-when-cross-origin",
          "same-origin",
          "strict-origin",
          "strict-origin-when-cross-origin",
          "unsafe-url");

  private final @Nullable String hsts;
  private final Frames frames;
  private final String referrerPolicy;
  private final @Nullable String policy;
  private final boolean hasNonce;

  private SecurityHeaders(Builder builder) {
    Duration maxAge = builder.hsts;
    hsts =
        maxAge == null
            ? null
            : "max-age="
                + maxAge.toSeconds()
                + (builder.includeSubDomains ? "; includeSubDomains" : "");
    frames = builder.frames;
    referrerPolicy = builder.referrerPolicy;
    policy = builder.policy;
    hasNonce = policy != null && policy.contains(PLACEHOLDER);
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void filter(RequestHandler handler, Next next) throws Exception {
    if (hasNonce) {
      // So that the scripts and styles of its page carry it.
      handler.cspNonce();
    }
    handler.beforeHead(() -> addFields(handler));
    next.run();
  }

  private void addFields(RequestHandler handler) {
    handler.setHeaderIfAbsent("X-Content-Type-Options", "nosniff");
    handler.setHeaderIfAbsent("Referrer-Policy", referrerPolicy);
    switch (frames) {
      case NOBODY -> handler.setHeaderIfAbsent("X-Frame-Options", "DENY");
      case SAME_ORIGIN -> handler.setHeaderIfAbsent("X-Frame-Options", "SAMEORIGIN");
      case EVERYBODY -> {}
    }
    // Browsers have to ignore it otherwise: anyone could have put it there (RFC 6797 §8.1).
    if (hsts != null && handler.request().protocol().equals("https")) {
      handler.setHeaderIfAbsent("Strict-Transport-Security", hsts);
    }
    if (policy != null) {
      handler.setHeaderIfAbsent(
          "Content-Security-Policy",
          hasNonce ? policy.replace(PLACEHOLDER, handler.cspNonce()) : policy);
    }
  }

  /// Options; see [SecurityHeaders]. **Thread**: owner.
  public static final class Builder {
    private @Nullable Duration hsts = Duration.ofDays(365);
    private boolean includeSubDomains;
    private Frames frames = Frames.NOBODY;
    private String referrerPolicy = "strict-origin-when-cross-origin";
    private @Nullable String policy;

    private Builder() {}

    /// Sets how long browsers remember that this host has TLS and come back with nothing else; zero makes them forget, null says
    /// nothing.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder hsts(@Nullable Duration maxAge) {
      if (maxAge != null && maxAge.isNegative()) {
        throw new IllegalArgumentException("maxAge < 0: " + maxAge);
      }
      this.hsts = maxAge;
      return this;
    }

    /// Sets whether they remember it of all hosts below this one too.
    public Builder includeSubDomains(boolean include) {
      this.includeSubDomains = include;
      return this;
    }

    /// Sets who may show our pages in a frame.
    public Builder frames(Frames frames) {
      this.frames = frames;
      return this;
    }

    /// Sets how much browsers tell other sites of the page they come from.
    ///
    /// @throws IllegalArgumentException if there is no such policy
    public Builder referrerPolicy(String policy) {
      if (!REFERRER_POLICIES.contains(policy)) {
        throw new IllegalArgumentException("expected a referrer policy but was '" + policy + "'");
      }
      this.referrerPolicy = policy;
      return this;
    }

    /// Sets what pages may load and run. Each `{nonce}` in it becomes the answer's [RequestHandler#cspNonce].
    ///
    /// @throws IllegalArgumentException if it has characters that a field can't have
    public Builder contentSecurityPolicy(String policy) {
      if (!policy.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        throw new IllegalArgumentException("policy has other than printable ASCII: " + policy);
      }
      this.policy = policy;
      return this;
    }

    /// Makes the filter.
    public SecurityHeaders build() {
      return new SecurityHeaders(this);
    }
  }
}
