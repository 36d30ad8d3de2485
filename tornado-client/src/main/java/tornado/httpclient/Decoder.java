// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import okio.Buffer;

/// Undoes one coding of a body as it arrives, in any portions.
///
/// **Thread**: owner.
interface Decoder extends AutoCloseable {
  /// Decodes until the source is empty or the limit is reached. What was taken but not decoded yet comes with the next call, also if the
  /// source is empty then.
  ///
  /// @param maxByteCount how much to write at most
  /// @throws DecodeException if the data is damaged, or something follows it
  void decode(Buffer source, Buffer sink, int maxByteCount);

  /// Hears that there is no more.
  ///
  /// @throws DecodeException if the data breaks off
  void end();

  /// Frees native memory. Idempotent.
  @Override
  void close();
}
