// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.ioloop.LoopLocal;

/// Entity tags (RFC 9110 §8.8.3): made of a body, compared with what a client has.
///
/// **Thread**: any.
final class EntityTag {
  private static final LoopLocal<SHA1> OF_LOOP = new LoopLocal<>(_ -> new SHA1(Integer.MAX_VALUE));

  private EntityTag() {}

  /// Returns the quoted SHA-1 of a body. It only has to tell versions of one page apart, which SHA-1 does.
  static String of(ByteString body, IOLoop loop) {
    // A digest is for one thread at a time: the loop's is free whenever code runs on the loop.
    SHA1 digest = loop.inLoop() ? OF_LOOP.get(loop) : new SHA1(body.size());
    return digest.quoted(body);
  }

  /// Tells whether an If-None-Match field names `tag`; weak and strong tags count as the same (RFC 9110 §13.1.2).
  static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    String own = opaque(tag);
    int at = 0;
    boolean first = true;
    while (at < ifNoneMatch.length()) {
      char c = ifNoneMatch.charAt(at);
      if (c == '*' && first) {
        return true;
      }
      int open = ifNoneMatch.indexOf('"', at);
      int close = open < 0 ? -1 : ifNoneMatch.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      if (ifNoneMatch.substring(open, close + 1).equals(own)) {
        return true;
      }
      first = false;
      at = close + 1;
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
