// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.StartLine;

/// What a message consists of, in the order a [MessageParser] finds it: a head, any number of data, an end.
///
/// **Thread**: any.
sealed interface Event {
  /// The start line and the header fields, with a framing that was found valid.
  record Head(StartLine startLine, HTTPHeaders headers) implements Event {}

  /// A piece of the body, never empty.
  record Data(ByteString chunk) implements Event {}

  /// The end of the message.
  enum End implements Event {
    END
  }
}
