// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;

/// Takes all input of a stream in push mode, and tells its end.
final class RecordingHandler implements InputHandler {
  private final Buffer taken = new Buffer();
  private final CompletableFuture<ByteString> all = new CompletableFuture<>();
  int calls;

  /// Returns everything, once the input has ended.
  CompletableFuture<ByteString> all() {
    return all;
  }

  @Override
  public void onInput(Buffer input) {
    calls++;
    taken.write(input, input.size());
  }

  @Override
  public void onInputEnd() {
    all.complete(taken.readByteString());
  }
}
