// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;
import tornado.httputil.ByteRange;
import tornado.httputil.HTTPUtil;

/// What of a content is sent (RFC 9110 §14).
///
/// **Thread**: any.
///
/// @param start the first byte
/// @param end the byte behind the last
/// @param size of the whole content
record ContentPart(long start, long end, long size) {
  static ContentPart whole(long size) {
    return new ContentPart(0, size, size);
  }

  /// Returns the part that a Range field asks for: all if that can't be read, or asks for several parts.
  ///
  /// @return null if there is no such part
  static @Nullable ContentPart of(String range, long size) {
    ByteRange asked = HTTPUtil.parseRangeHeader(range);
    if (asked == null) {
      return whole(size);
    }
    long start = asked.start() == null ? 0 : asked.start();
    if (start < 0) {
      start = Math.max(0, start + size);
    }
    long end = asked.end() == null ? size : Math.min(asked.end(), size);
    return start >= size || start >= end ? null : new ContentPart(start, end, size);
  }

  long byteCount() {
    return end - start;
  }

  boolean isWhole() {
    return byteCount() == size;
  }

  /// Returns the value of the Content-Range field.
  String contentRange() {
    return HTTPUtil.contentRange(start, end, size);
  }
}
