// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A signed cookie for Vert.x-web, which has none: the one that [TornadoWeb] reads, checked by a handler with the JDK's Mac.
///
/// **Thread**: the event loop.
final class VertxSession {
  private static final String NAME = "session";
  private static final Duration MAX_AGE = Duration.ofDays(31);

  private final Mac mac;

  VertxSession(String secret) throws GeneralSecurityException {
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
  }

  /// Returns the value within `2|1:0|10:1300000000|7:session|8:dmFsdWU=|signature`; empty if it is not there, too old, or not signed.
  String value(RoutingContext context) {
    Cookie cookie = context.request().getCookie(NAME);
    String signed = cookie == null ? "" : cookie.getValue();
    int end = signed.lastIndexOf('|') + 1;
    String[] fields = signed.substring(0, end).split("\\|", -1);
    if (fields.length != 6 || !isSigned(signed.substring(0, end), signed.substring(end))) {
      return "";
    }
    Instant made = Instant.ofEpochSecond(Long.parseLong(text(fields[2])));
    return text(fields[3]).equals(NAME) && made.plus(MAX_AGE).isAfter(Instant.now())
        ? new String(Base64.getDecoder().decode(text(fields[4])), StandardCharsets.UTF_8)
        : "";
  }

  /// Returns what stands behind the length.
  private static String text(String field) {
    return field.substring(field.indexOf(':') + 1);
  }

  private boolean isSigned(String unsigned, String signature) {
    byte[] expected = mac.doFinal(unsigned.getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(
        HexFormat.of().formatHex(expected).getBytes(StandardCharsets.UTF_8),
        signature.getBytes(StandardCharsets.UTF_8));
  }
}
