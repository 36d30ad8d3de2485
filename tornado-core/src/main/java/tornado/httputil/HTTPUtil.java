// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// The functions of Tornado's module `httputil`.
///
/// **Thread**: any.
public final class HTTPUtil {
  private HTTPUtil() {}

  /// Reads `method SP target SP version` (RFC 9112 §3). Any version of HTTP/1 is accepted.
  ///
  /// @throws HTTPInputError if the line is anything else
  public static RequestStartLine parseRequestStartLine(String line) {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (first < 1 || second < 0 || line.indexOf(' ', second + 1) >= 0) {
      throw new HTTPInputError(HTTPViolation.REQUEST_LINE_MALFORMED, line);
    }
    String method = method(line, first);
    String target = line.substring(first + 1, second);
    if (!Grammar.isToken(method) || !isTarget(target) || !isVersion(line, second + 1)) {
      throw new HTTPInputError(HTTPViolation.REQUEST_LINE_MALFORMED, line);
    }
    String version = version(line.substring(second + 1));
    if (!version.startsWith("HTTP/1")) {
      throw new HTTPInputError(HTTPViolation.HTTP_VERSION_UNSUPPORTED, version);
    }
    return new RequestStartLine(method, target, version);
  }

  /// Reads `version SP code SP [reason]` (RFC 9112 §4). Any version of HTTP/1 is accepted.
  ///
  /// @throws HTTPInputError if the line is anything else
  public static ResponseStartLine parseResponseStartLine(String line) {
    boolean valid =
        line.length() >= 13
            && isVersion(line.substring(0, 8), 0)
            && line.charAt(8) == ' '
            && Grammar.isDigit(line.charAt(9))
            && Grammar.isDigit(line.charAt(10))
            && Grammar.isDigit(line.charAt(11))
            && line.charAt(12) == ' ';
    for (int i = 13; valid && i < line.length(); i++) {
      valid = Grammar.isFieldContent(line.charAt(i));
    }
    if (!valid) {
      throw new HTTPInputError(HTTPViolation.STATUS_LINE_MALFORMED, line);
    }
    if (!line.startsWith("HTTP/1")) {
      throw new HTTPInputError(HTTPViolation.HTTP_VERSION_UNSUPPORTED, line.substring(0, 8));
    }
    int code = Integer.parseInt(line.substring(9, 12));
    return new ResponseStartLine(version(line.substring(0, 8)), code, line.substring(13));
  }

  /// Appends arguments to a URL's query, form-encoded; what it has is kept, its fragment too. Null or no arguments leave it as it
  /// is.
  public static String urlConcat(String url, @Nullable Map<String, String> args) {
    return args == null ? url : urlConcat(url, List.copyOf(args.entrySet()));
  }

  /// Like [#urlConcat(String, Map)], for names that come several times.
  public static String urlConcat(String url, List<Map.Entry<String, String>> args) {
    return args.isEmpty() ? url : URLConcat.append(url, args);
  }

  /// Returns a pair for each value. Tornado: `qs_to_qsl`.
  public static List<Map.Entry<String, String>> qsToQsl(Map<String, List<String>> query) {
    var pairs = new ArrayList<Map.Entry<String, String>>();
    query.forEach((name, values) -> values.forEach(value -> pairs.add(Map.entry(name, value))));
    return pairs;
  }

  /// Returns a date as HTTP writes it, such as `Sun, 27 Jan 2013 18:43:20 GMT` (RFC 9110 §5.6.7).
  public static String formatTimestamp(Instant instant) {
    return HTTPDate.format(instant);
  }

  /// Like [#formatTimestamp(Instant)], of seconds since 1970; the fraction is dropped.
  public static String formatTimestamp(double epochSeconds) {
    return HTTPDate.format(Instant.ofEpochSecond((long) Math.floor(epochSeconds)));
  }

  /// Like [#formatTimestamp(Instant)], converted to UTC.
  public static String formatTimestamp(ZonedDateTime date) {
    return HTTPDate.format(date.toInstant());
  }

  /// Like [#formatTimestamp(Instant)], of a date taken for UTC.
  public static String formatTimestamp(LocalDateTime date) {
    return HTTPDate.format(date.toInstant(ZoneOffset.UTC));
  }

  /// Reads a Cookie field into names and values. Nothing is an error; see RFC 6265 §5.4 and Tornado's `parse_cookie`.
  public static Map<String, String> parseCookie(String field) {
    return RequestCookies.parseAll(field);
  }

  /// Tells whether a cookie may have that name: a token (RFC 6265 §4.1.1), with colons as Python allows them, that is no attribute's.
  public static boolean isCookieName(String name) {
    return RequestCookies.isUsable(name);
  }

  /// Returns `username:password` in UTF-8, both in normal form C (RFC 7617 §2.1).
  public static ByteString encodeUsernamePassword(String username, String password) {
    return ByteString.encodeUtf8(
        Normalizer.normalize(username, Normalizer.Form.NFC)
            + ":"
            + Normalizer.normalize(password, Normalizer.Form.NFC));
  }

  /// Splits `host:port`. An IPv6 address stands in brackets; without, it has no port (Tornado takes `::1` for port 1).
  public static HostAndPort splitHostAndPort(String netloc) {
    return HostAndPort.parse(netloc);
  }

  /// Reads a Range field (RFC 9110 §14.2).
  ///
  /// @return null for what is to be ignored
  public static @Nullable ByteRange parseRangeHeader(String field) {
    return ByteRange.parse(field);
  }

  /// Returns a Content-Range such as `bytes 0-9/100` (RFC 9110 §14.4).
  ///
  /// @param start null for the beginning
  /// @param end the byte behind the last; null for the end
  public static String contentRange(@Nullable Long start, @Nullable Long end, long total) {
    long first = start == null ? 0 : start;
    long last = (end == null ? total : end) - 1;
    return "bytes " + first + "-" + last + "/" + total;
  }

  /// Reads a value with parameters, such as a Content-Disposition.
  public static HeaderValue parseHeader(String field) {
    return HeaderValue.parse(field);
  }

  /// Reads a query or a form-encoded body: names as latin-1 text, values as bytes.
  public static Map<String, List<ByteString>> parseQueryArguments(String query) {
    return URLQuery.parse(query);
  }

  /// Reads a form; a body of another type holds nothing.
  ///
  /// @param headers of the message; a Content-Encoding among them is refused
  /// @throws HTTPInputError if the body is malformed, or over a limit
  public static FormBody parseBodyArguments(
      String contentType, ByteString body, @Nullable HTTPHeaders headers, ParseBodyConfig config) {
    return FormBody.parse(contentType, body, headers, config);
  }

  /// Reads a multipart/form-data body (RFC 7578).
  ///
  /// @throws HTTPInputError if the body is malformed, or over a limit
  public static FormBody parseMultipartFormData(
      String boundary, ByteString data, ParseMultipartConfig config) {
    var arguments = new java.util.LinkedHashMap<String, List<ByteString>>();
    var files = new java.util.LinkedHashMap<String, List<HTTPFile>>();
    FormBody.read(new MultipartReader(boundary, config), data, arguments, files);
    return new FormBody(arguments, files);
  }

  private static String method(String line, int end) {
    return line.startsWith("GET ") ? "GET" : line.substring(0, end);
  }

  private static String version(String text) {
    return text.equals("HTTP/1.1") ? "HTTP/1.1" : text;
  }

  private static boolean isTarget(String target) {
    for (int i = 0; i < target.length(); i++) {
      if (!Grammar.isFieldVchar(target.charAt(i))) {
        return false;
      }
    }
    return !target.isEmpty();
  }

  /// Tells whether `HTTP/d.d` and nothing else stands at `from`.
  private static boolean isVersion(String line, int from) {
    return line.length() - from == 8
        && line.startsWith("HTTP/", from)
        && Grammar.isDigit(line.charAt(from + 5))
        && line.charAt(from + 6) == '.'
        && Grammar.isDigit(line.charAt(from + 7));
  }
}
