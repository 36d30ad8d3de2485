// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// Limits of multipart bodies. Tornado: `ParseMultipartConfig`.
///
/// **Thread**: any.
///
/// @param enabled whether such bodies are accepted at all; by default they are
/// @param maxParts 100 by default, which allows 99 fields: as in Tornado, what stands before the first boundary counts as a part
/// @param maxPartHeaderSize the limit of one part's fields, in bytes; 10,240 by default
public record ParseMultipartConfig(boolean enabled, int maxParts, int maxPartHeaderSize) {
  /// The limits that hold when nothing is said.
  public static final ParseMultipartConfig DEFAULT = new ParseMultipartConfig(true, 100, 10 * 1024);

  /// Checks the limits.
  public ParseMultipartConfig {
    if (maxParts < 0) {
      throw new IllegalArgumentException("maxParts < 0: " + maxParts);
    }
    if (maxPartHeaderSize < 0) {
      throw new IllegalArgumentException("maxPartHeaderSize < 0: " + maxPartHeaderSize);
    }
  }
}
