// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// An answer with an error status, thrown from a handler. The message goes to the log, not to the client.
///
/// ```java
/// throw new HTTPError(404, "no story " + id);
/// ```
///
/// Clients that like JSON better than HTML get problem details (RFC 9457): title and status, the reason as their detail, and what
/// [#problem(String, Object)] adds.
///
/// Tornado: `web.HTTPError`, which formats its message with `%`; in Java the caller does.
///
/// **Thread**: any.
public sealed class HTTPError extends TornadoException permits MissingArgumentError {
  private static final long serialVersionUID = 1L;

  private final int statusCode;
  private final @Nullable String logMessage;
  private final @Nullable String reason;

  /// Mostly empty, and then not there.
  private @Nullable LinkedHashMap<String, Object> problem;

  /// Makes an error with no more to say than its status.
  public HTTPError(int statusCode) {
    this(statusCode, null, null);
  }

  /// Makes an error with a message for the log.
  public HTTPError(int statusCode, @Nullable String logMessage) {
    this(statusCode, logMessage, null);
  }

  /// Makes an error with a message for the log and a reason phrase of its own, which the client does see.
  public HTTPError(int statusCode, @Nullable String logMessage, @Nullable String reason) {
    super(describe(statusCode, logMessage, reason));
    this.statusCode = statusCode;
    this.logMessage = logMessage;
    this.reason = reason;
  }

  /// Returns the status code.
  public int statusCode() {
    return statusCode;
  }

  /// Returns the message for the log, or null. Tornado: `get_message`.
  public @Nullable String logMessage() {
    return logMessage;
  }

  /// Returns the reason phrase, or null for the status's usual one.
  public @Nullable String reason() {
    return reason;
  }

  /// Adds a member to the problem details that clients get which like JSON better than HTML. It may be one of the standard's own,
  /// `type`, `title`, `detail` or `instance`.
  ///
  /// ```java
  /// throw new HTTPError(403, null, "Out of credit").problem("balance", 30);
  /// ```
  ///
  /// @param value what can be written as JSON; clients see it
  /// @return this
  /// @throws IllegalArgumentException if the name is `status`, which is the status code's
  public HTTPError problem(String name, Object value) {
    if (name.equals("status")) {
      throw new IllegalArgumentException("name is the status code's: status");
    }
    if (problem == null) {
      problem = new LinkedHashMap<>();
    }
    problem.put(name, value);
    return this;
  }

  Map<String, Object> problem() {
    return problem == null ? Map.of() : problem;
  }

  private static String describe(int code, @Nullable String message, @Nullable String reason) {
    String text = "HTTP " + code + ": " + (reason == null ? StatusReason.of(code) : reason);
    return message == null ? text : text + " (" + message + ")";
  }
}
