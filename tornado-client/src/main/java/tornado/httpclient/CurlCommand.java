// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPHeaders;

/// A request as a line that a shell passes to curl; see [HTTPRequest#toCurl].
///
/// **Thread**: owner.
final class CurlCommand {
  private static final String REMOVED = "REMOVED";
  private static final int MAX_BODY = 1024;

  private final HTTPRequest request;
  private final Set<String> secrets = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final StringBuilder line = new StringBuilder("curl");

  private CurlCommand(HTTPRequest request, String... secrets) {
    this.request = request;
    this.secrets.addAll(Set.of("Authorization", "Cookie", "Proxy-Authorization"));
    this.secrets.addAll(Set.of(secrets));
  }

  static String of(HTTPRequest request, String... secrets) {
    return new CurlCommand(request, secrets).write();
  }

  private String write() {
    addMethod();
    addAuthentication();
    for (HTTPHeaders.Field field : request.ownHeaders().getAll()) {
      String value = secrets.contains(field.name()) ? REMOVED : field.value();
      // A colon alone makes curl drop the field; a semicolon sends it empty.
      add("-H", value.isEmpty() ? field.name() + ";" : field.name() + ": " + value);
    }
    if (request.userAgent() != null) {
      add("-A", request.userAgent());
    }
    addBehaviour();
    addBody();
    line.append(' ').append(quoted(url()));
    return line.toString();
  }

  private void addMethod() {
    if (request.method().equals("HEAD")) {
      add("-I");
    } else if (!request.method().equals("GET") || request.body() != null) {
      add("-X", request.method());
    }
  }

  private void addAuthentication() {
    if (Credentials.of(request, request.parsedUrl()) != null) {
      if (request.digestAuth()) {
        add("--digest");
      }
      add("-u", REMOVED);
    }
  }

  private void addBehaviour() {
    if (request.followRedirects()) {
      add("-L");
      add("--max-redirs", Integer.toString(request.maxRedirects()));
    }
    if (request.decompressResponse()) {
      add("--compressed");
    }
    if (!request.tls().validateCert()) {
      add("-k");
    }
  }

  private void addBody() {
    ByteString body = request.body();
    if (body == null) {
      return;
    }
    String text = body.size() > MAX_BODY ? null : text(body);
    if (text == null) {
      // Too long for a log, or no text: a file that the reader has to bring.
      add("--data-binary", "@body");
    } else if (isForm()) {
      add("--data-raw", withoutSecrets(text));
    } else {
      add("--data-raw", text);
    }
  }

  private boolean isForm() {
    String type = request.ownHeaders().get("Content-Type");
    return type == null || type.startsWith("application/x-www-form-urlencoded");
  }

  private static @Nullable String text(ByteString body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(body.asByteBuffer()).toString();
      return text.indexOf('\0') < 0 ? text : null;
    } catch (CharacterCodingException ignored) {
      // Bytes of another kind.
      return null;
    }
  }

  private String url() {
    String url = request.parsedUrl().toString();
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query + 1) + withoutSecrets(url.substring(query + 1));
  }

  /// Removes the values of secret arguments from a query or form.
  private String withoutSecrets(String arguments) {
    String[] pairs = arguments.split("&", -1);
    for (int i = 0; i < pairs.length; i++) {
      int equals = pairs[i].indexOf('=');
      if (equals >= 0 && secrets.contains(Escape.urlUnescape(pairs[i].substring(0, equals)))) {
        pairs[i] = pairs[i].substring(0, equals + 1) + REMOVED;
      }
    }
    return String.join("&", pairs);
  }

  private void add(String option) {
    line.append(' ').append(option);
  }

  private void add(String option, String value) {
    line.append(' ').append(option).append(' ').append(quoted(value));
  }

  /// Quotes a word so that a shell takes it as it is, and a log keeps it on one line.
  private static String quoted(String word) {
    if (!word.isEmpty() && word.chars().allMatch(CurlCommand::isPlain)) {
      return word;
    }
    if (word.chars().noneMatch(CurlCommand::isControl)) {
      return "'" + word.replace("'", "'\\''") + "'";
    }
    var escaped = new StringBuilder("$'");
    word.codePoints().forEach(c -> escape(escaped, c));
    return escaped.append('\'').toString();
  }

  private static void escape(StringBuilder escaped, int c) {
    switch (c) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      case '\\', '\'' -> escaped.append('\\').appendCodePoint(c);
      default -> {
        if (isControl(c)) {
          // As bytes of UTF-8, three digits each, so that no digit behind them can be taken for
          // one.
          for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
          }
        } else {
          escaped.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_./:@%+,".indexOf(c) >= 0;
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
