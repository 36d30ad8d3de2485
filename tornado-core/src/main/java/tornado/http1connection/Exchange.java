// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.time.Duration;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.StartLine;

/// What differs between the two ends of an exchange.
///
/// **Thread**: `frame` and `written` any; the rest loop.
sealed interface Exchange permits ServerExchange, ClientExchange {
  /// Decides how the outgoing message is framed.
  OutgoingFraming frame(StartLine startLine, HTTPHeaders headers);

  /// Hears that the outgoing message was written to its end.
  void written(HTTP1Connection connection);

  /// Stops reading HTTP from the stream.
  void detach();

  /// Sets the limit of the body that is being read.
  void setMaxBodySize(long byteCount);

  /// Sets the limit of the time that the body being read takes.
  void setBodyTimeout(Duration timeout);
}
