// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;

/// Authenticates the requests of one fetch by digest: the first time after the server has refused one, then at once.
///
/// **Thread**: loop.
final class DigestAuth {
  private final ClientParts parts;
  private final HTTPRequest request;

  /// The request that answers a challenge; null before there was one.
  private @Nullable ClientURL challenged;

  private boolean renewed;

  private DigestAuth(ClientParts parts, HTTPRequest request) {
    this.parts = parts;
    this.request = request;
  }

  /// Returns that of a fetch; null if it authenticates otherwise, or not.
  static @Nullable DigestAuth of(ClientParts parts, HTTPRequest request) {
    return request.digestAuth() ? new DigestAuth(parts, request) : null;
  }

  /// Adds the field, if the server's nonce is known.
  void authorize(Hop hop, HTTPHeaders fields) {
    DigestSpaces.Space space = spaceOf(hop);
    Digest digest = space == null ? null : parts.digests().get(space);
    if (digest != null) {
      fields.set("Authorization", digest.authorization(hop.method(), hop.url().target()));
    }
  }

  /// Hears of an answer.
  ///
  /// @return whether the request has to be sent again, with what the server wants to know
  boolean answered(Hop hop) {
    DigestSpaces.Space space = spaceOf(hop);
    if (space == null) {
      return false;
    }
    if (hop.code() != 401) {
      takeNextNonce(space, hop);
      return false;
    }
    List<Challenge> challenges = Challenge.parse(hop.responseHeaders().getList("WWW-Authenticate"));
    boolean first = !hop.url().equals(challenged);
    parts.digests().remove(space);
    if (!first && (renewed || !Digest.isStale(challenges))) {
      return false;
    }
    Digest digest = Digest.of(challenges, space.who(), parts.loop().randomBytes(16).hex());
    if (digest == null) {
      return false;
    }
    renewed = !first;
    challenged = hop.url();
    parts.digests().put(space, digest);
    return true;
  }

  /// Takes the nonce that a server gives before the old one is used up (RFC 7616 §3.5).
  private void takeNextNonce(DigestSpaces.Space space, Hop hop) {
    String info = hop.responseHeaders().get("Authentication-Info");
    Digest digest = parts.digests().get(space);
    if (info != null && digest != null) {
      List<Challenge> read = Challenge.parse(List.of("Digest " + info));
      String next = read.isEmpty() ? null : read.getFirst().params().get("nextnonce");
      if (next != null) {
        digest.renew(next);
      }
    }
  }

  /// Returns who is where a request goes; null elsewhere than at the fetch's own server, which must not learn anything.
  private DigestSpaces.@Nullable Space spaceOf(Hop hop) {
    if (!hop.url().sameOrigin(request.parsedUrl())) {
      return null;
    }
    Credentials who = Credentials.of(request, hop.url());
    return who == null ? null : DigestSpaces.Space.of(hop.url(), who);
  }
}
