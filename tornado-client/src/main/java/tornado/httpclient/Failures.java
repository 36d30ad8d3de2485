// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPInputError;
import tornado.iostream.StreamClosedError;
import tornado.netutil.BindFailedException;
import tornado.netutil.UnresolvedHostException;
import tornado.tcpclient.ConnectFailedException;
import tornado.util.TimeoutError;

/// What went wrong with a request, as its fetch says it: which server, what, and what to do where that is known.
///
/// **Thread**: any.
final class Failures {
  private Failures() {}

  /// Returns the error of a fetch.
  ///
  /// @param why null if the server closed the connection
  static Throwable of(Hop hop, @Nullable Throwable why) {
    Throwable cause =
        why instanceof StreamClosedError closed && closed.realError() != null
            ? closed.realError()
            : why;
    String server = hop.endpoint().toString();
    return switch (cause) {
      case null ->
          new HTTPStreamClosedError("connection to " + server + " closed " + hop.progress(), null);
      case StreamClosedError closed ->
          new HTTPStreamClosedError(
              "connection to " + server + " closed " + hop.progress(), closed);
      case HTTPClientError error -> error;
      case HTTPInputError error ->
          new HTTPClientError(server + " broke the protocol: " + error.getMessage(), error);
      case TimeoutError error ->
          new HTTPTimeoutError("while connecting to " + server + ": " + error.getMessage());
      case UnresolvedHostException error ->
          new HTTPClientError(String.valueOf(error.getMessage()), error);
      case BindFailedException error ->
          new HTTPClientError(String.valueOf(error.getMessage()), error);
      case ConnectFailedException error ->
          new HTTPClientError(
              "can't connect to %s: %s".formatted(server, error.getMessage()), error);
      case IOException error -> broken(hop, server, error);
      default -> cause;
    };
  }

  private static HTTPClientError broken(Hop hop, String server, IOException error) {
    if (hop.endpoint().secure() && !hop.sent()) {
      return new HTTPClientError(
          "TLS with %s failed: %s".formatted(server, error.getMessage()), error);
    }
    return new HTTPStreamClosedError(
        "connection to %s broke %s: %s".formatted(server, hop.progress(), error.getMessage()),
        error);
  }
}
