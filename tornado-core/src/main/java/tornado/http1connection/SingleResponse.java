// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The end of the one exchange of a connection that nobody keeps, as a future.
///
/// **Thread**: loop.
final class SingleResponse implements HTTP1ClientConnection.Listener {
  private final CompletableFuture<Boolean> result = new CompletableFuture<>();

  CompletableFuture<Boolean> result() {
    return result;
  }

  @Override
  public void exchangeEnded(boolean open) {
    result.complete(open);
  }

  @Override
  public void exchangeFailed(Throwable why) {
    result.completeExceptionally(why);
  }

  @Override
  public void connectionClosed(@Nullable Throwable why) {
    result.complete(false);
  }
}
