// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import java.nio.ByteBuffer;
import okio.Buffer;

/// What a stream in push mode passes its input to. See [IOStream#startInput].
///
/// **Thread**: loop.
public interface InputHandler {
  /// Takes what it wants of bytes that were read just now, where they lie, which spares a copy into the stream's buffer. Nothing else is
  /// buffered then. The rest, by default everything, goes to [#onInput].
  ///
  /// @param chunk never empty, valid during the call; its position tells how much was taken
  default void onChunk(ByteBuffer chunk) {}

  /// Takes what it wants of the input. The rest stays and is passed again together with later bytes.
  ///
  /// @param input the stream's own buffer, never empty, valid until the stream is closed; only the loop may touch it
  void onInput(Buffer input);

  /// Runs once, when the peer ended its output and everything was passed to [#onInput]. The stream stays open for
  /// output.
  void onInputEnd();

  /// Tells whether what the peer has sent counts although a write has failed, as the last words of one who didn't want to hear more do. It is
  /// then handed over before the stream closes. Any thread calls this.
  default boolean takesLastWords() {
    return false;
  }
}
