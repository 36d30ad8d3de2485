// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client knows of the servers that it authenticates to by digest, so that only the first request to each is refused.
///
/// **Thread**: loop.
final class DigestSpaces {
  private static final int MAX_COUNT = 100;

  private final Map<Space, Digest> digests =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Space, Digest> eldest) {
          return size() > MAX_COUNT;
        }
      };

  /// One user of one server.
  record Space(String scheme, String host, int port, Credentials who) {
    static Space of(ClientURL url, Credentials who) {
      return new Space(url.scheme(), url.host(), url.port(), who);
    }
  }

  @Nullable Digest get(Space space) {
    return digests.get(space);
  }

  void put(Space space, Digest digest) {
    digests.put(space, digest);
  }

  void remove(Space space) {
    digests.remove(space);
  }
}
