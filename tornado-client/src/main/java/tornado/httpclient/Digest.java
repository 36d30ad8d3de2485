// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;

/// Digest authentication (RFC 7616) with one of a server's challenges: its nonce is used, and counted, until the server gives another.
///
/// It knows MD5 and SHA-256, each as `-sess` too, and the quality of protection `auth`, or none as in older servers.
///
/// **Thread**: loop.
final class Digest {
  private final String username;
  private final String realm;
  private final @Nullable String opaque;
  private final @Nullable String algorithm;
  private final boolean sha256;
  private final boolean session;
  private final boolean counted;
  private final boolean hashedUser;

  /// A hash of user, realm and password, and of the first nonces if it is for a session: the password itself isn't kept.
  private final String secret;

  private final String clientNonce;
  private String nonce;
  private int count;

  private Digest(Map<String, String> params, Credentials who, String clientNonce) {
    username = Normalizer.normalize(who.username(), Normalizer.Form.NFC);
    realm = params.getOrDefault("realm", "");
    opaque = params.get("opaque");
    algorithm = params.get("algorithm");
    String name = algorithm == null ? "md5" : algorithm.toLowerCase(Locale.ROOT);
    sha256 = name.startsWith("sha-256");
    session = name.endsWith("-sess");
    counted = params.containsKey("qop");
    hashedUser = "true".equalsIgnoreCase(params.get("userhash"));
    nonce = params.getOrDefault("nonce", "");
    this.clientNonce = clientNonce;
    String password = Normalizer.normalize(who.password(), Normalizer.Form.NFC);
    String user = hash(username + ":" + realm + ":" + password);
    secret = session ? hash(user + ":" + nonce + ":" + clientNonce) : user;
  }

  /// Takes the first challenge that can be met, as the server likes that best (RFC 7616 §3.7); null if none can.
  ///
  /// @param clientNonce random
  static @Nullable Digest of(List<Challenge> challenges, Credentials who, String clientNonce) {
    return challenges.stream()
        .filter(Digest::isKnown)
        .findFirst()
        .map(challenge -> new Digest(challenge.params(), who, clientNonce))
        .orElse(null);
  }

  /// Tells whether a server refuses a nonce, and not a password.
  static boolean isStale(List<Challenge> challenges) {
    return challenges.stream()
        .anyMatch(it -> isKnown(it) && "true".equalsIgnoreCase(it.params().get("stale")));
  }

  private static boolean isKnown(Challenge challenge) {
    Map<String, String> params = challenge.params();
    String algorithm = params.getOrDefault("algorithm", "MD5").toLowerCase(Locale.ROOT);
    boolean known =
        switch (algorithm) {
          case "md5", "md5-sess", "sha-256", "sha-256-sess" -> true;
          default -> false;
        };
    return challenge.scheme().equals("digest")
        && known
        && params.containsKey("nonce")
        && List.of(params.getOrDefault("qop", "auth").toLowerCase(Locale.ROOT).split("[ \t,]+", -1))
            .contains("auth");
  }

  /// Takes the nonce that the server wants next.
  void renew(String next) {
    nonce = next;
    count = 0;
  }

  /// Returns the field `Authorization` of one more request.
  ///
  /// @param target as the request line has it
  String authorization(String method, String target) {
    count++;
    String nc = "%08x".formatted(count);
    String protection = counted ? ":" + nc + ":" + clientNonce + ":auth" : "";
    String response = hash(secret + ":" + nonce + protection + ":" + hash(method + ":" + target));
    var field = new StringBuilder("Digest ");
    addUser(field);
    quote(field, "realm", realm);
    quote(field, "uri", target);
    quote(field, "nonce", nonce);
    quote(field, "response", response);
    if (algorithm != null) {
      field.append(", algorithm=").append(algorithm);
    }
    if (opaque != null) {
      quote(field, "opaque", opaque);
    }
    if (counted) {
      field.append(", qop=auth, nc=").append(nc);
    }
    if (counted || session) {
      quote(field, "cnonce", clientNonce);
    }
    return field.append(hashedUser ? ", userhash=true" : "").toString();
  }

  private void addUser(StringBuilder field) {
    if (hashedUser) {
      quote(field, "username", hash(username + ":" + realm));
    } else if (username.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      quote(field, "username", username);
    } else {
      field.append("username*=UTF-8''").append(Escape.urlEscapePath(username));
    }
  }

  private String hash(String text) {
    ByteString bytes = ByteString.encodeUtf8(text);
    return (sha256 ? bytes.sha256() : bytes.md5()).hex();
  }

  private static void quote(StringBuilder field, String name, String value) {
    field.append(field.charAt(field.length() - 1) == ' ' ? "" : ", ");
    field.append(name).append("=\"");
    field.append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }
}
