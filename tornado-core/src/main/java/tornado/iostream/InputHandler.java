// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import okio.Buffer;

/// Takes a stream's input where it arrives, without a future for each read: for protocols that parse as they go.
///
/// **Thread**: loop.
public interface InputHandler {
  /// Takes what it can use off the stream's own buffer. What it leaves is there again when more has come.
  void onInput(Buffer input);

  /// Hears that the peer has ended its output, after everything was handed over. The stream stays open: the other direction may
  /// still be of use.
  void onInputEnd();
}
