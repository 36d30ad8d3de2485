// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.nio.channels.SelectableChannel;

/// A handler that is told which channel is ready. Logs show it as the handler it is.
///
/// **Thread**: loop.
record ChannelReadiness(SelectableChannel channel, IOLoop.Handler handler)
    implements Transport.Readiness {
  @Override
  public void onReady(int events) {
    handler.handle(channel, events);
  }

  @Override
  public String toString() {
    return handler.toString();
  }
}
