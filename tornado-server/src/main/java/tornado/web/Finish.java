// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// Ends a request quietly from wherever it is thrown: with the status and headers set so far, and a body if one is given.
///
/// Tornado: `web.Finish`.
///
/// **Thread**: any.
public final class Finish extends TornadoException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String body;

  /// Ends the request with what was written.
  public Finish() {
    this(null);
  }

  /// Ends the request with what was written, and this behind it.
  public Finish(@Nullable String body) {
    super("request finished early");
    this.body = body;
  }

  /// Returns what is to be written last, or null.
  public @Nullable String body() {
    return body;
  }
}
