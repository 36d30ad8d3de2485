// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;

/// Where the time of a fetch went. Of redirects, the last request's. Tornado: `HTTPResponse.time_info`.
///
/// @param queue from the fetch until a connection was free, or could be opened
/// @param connect until there was a connection: resolving, connecting, TLS; zero for one that was kept
/// @param startTransfer until the head of the response was there
/// @param total until its end
public record TimeInfo(Duration queue, Duration connect, Duration startTransfer, Duration total) {
  static final TimeInfo NONE =
      new TimeInfo(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
