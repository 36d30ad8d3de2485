// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// A request, as a server sees it.
///
/// Names of arguments are text, values bytes: what encoding they have is the application's to say. Query arguments and cookies
/// are read when first asked for; those of the body once [#parseBody] was called.
///
/// Tornado: `HTTPServerRequest`.
///
/// **Thread**: owner.
public final class HTTPServerRequest {
  private final RequestStartLine startLine;
  private final HTTPHeaders headers;
  private final HTTPConnection connection;
  private final RequestTarget target;
  private final RequestContext context;
  private final String host;
  private final long startNanos;
  private long endNanos;
  private boolean ended;
  private ByteString body = ByteString.EMPTY;
  private @Nullable String hostName;
  private @Nullable Map<String, List<ByteString>> queryArguments;
  private @Nullable Map<String, List<ByteString>> arguments;
  private Map<String, List<ByteString>> bodyArguments = Map.of();
  private Map<String, List<HTTPFile>> files = Map.of();
  private @Nullable Map<String, String> cookies;

  /// Makes a request of its head.
  ///
  /// @throws HTTPInputError if the host is missing (but for HTTP/1.0, where it is then `127.0.0.1`), several, or none
  public HTTPServerRequest(
      RequestStartLine startLine, HTTPHeaders headers, HTTPConnection connection) {
    this.startLine = startLine;
    this.headers = headers;
    this.connection = connection;
    this.target = RequestTarget.parse(startLine.method(), startLine.path());
    this.context = connection.context();
    this.host = host(startLine, headers, target);
    this.startNanos = connection.startNanos();
  }

  private static String host(
      RequestStartLine startLine, HTTPHeaders headers, RequestTarget target) {
    String field = headers.get("Host");
    if (field == null) {
      if (!startLine.version().equals("HTTP/1.0")) {
        throw new HTTPInputError(HTTPViolation.HOST_MISSING);
      }
      field = "127.0.0.1";
    }
    Host.check(field);
    String authority = target.authority();
    if (authority == null) {
      return field;
    }
    Host.check(authority);
    return authority;
  }

  /// Returns the method, such as `GET`.
  public String method() {
    return startLine.method();
  }

  /// Returns the target as it was sent.
  public String uri() {
    return startLine.path();
  }

  /// Returns the path, percent-encoded as it was sent.
  public String path() {
    return target.path();
  }

  /// Returns what follows the first `?`; empty if there is none.
  public String query() {
    return target.query();
  }

  /// Returns the version, such as `HTTP/1.1`.
  public String version() {
    return startLine.version();
  }

  /// Returns the header fields.
  public HTTPHeaders headers() {
    return headers;
  }

  /// Returns the body; empty while it is read, for handlers that take it as it comes, and if it is a form too large for memory.
  public ByteString body() {
    return body;
  }

  /// Sets the body, once it was read.
  public void setBody(ByteString body) {
    this.body = body;
  }

  /// Returns the client's IP address.
  public String remoteIp() {
    return context.remoteIp();
  }

  /// Returns `http` or `https`.
  public String protocol() {
    return context.protocol();
  }

  /// Returns the certificate that the client showed, which was checked: its subject says who it is. Null if it showed none, as it does
  /// unless the server asks for one; or behind a proxy, which ends TLS itself.
  public @Nullable X509Certificate getSslCertificate() {
    return context.sslCertificate();
  }

  /// Returns the host that was asked for, its port included if that was given.
  public String host() {
    return host;
  }

  /// Returns the host in lower case, without its port.
  public String hostName() {
    String name = hostName;
    if (name == null) {
      name = Host.name(host);
      hostName = name;
    }
    return name;
  }

  /// Returns the arguments of the query and of the body, in this order for each name.
  public Map<String, List<ByteString>> arguments() {
    if (bodyArguments.isEmpty()) {
      return queryArguments();
    }
    Map<String, List<ByteString>> all = arguments;
    if (all == null) {
      all = merge(queryArguments(), bodyArguments);
      arguments = all;
    }
    return all;
  }

  /// Returns the arguments of the query.
  public Map<String, List<ByteString>> queryArguments() {
    Map<String, List<ByteString>> parsed = queryArguments;
    if (parsed == null) {
      parsed = target.query().isEmpty() ? Map.of() : URLQuery.parse(target.query());
      queryArguments = parsed;
    }
    return parsed;
  }

  /// Returns the arguments of a form in the body.
  public Map<String, List<ByteString>> bodyArguments() {
    return bodyArguments;
  }

  /// Returns the files of a form in the body.
  public Map<String, List<HTTPFile>> files() {
    return files;
  }

  /// Returns the cookies; empty if the field can't be read.
  public Map<String, String> cookies() {
    Map<String, String> parsed = cookies;
    if (parsed == null) {
      String field = headers.get("Cookie");
      parsed = field == null ? Map.of() : RequestCookies.parse(field);
      cookies = parsed;
    }
    return parsed;
  }

  /// Returns what the request is answered through.
  public HTTPConnection connection() {
    return connection;
  }

  /// Reads a form in the body into arguments and files; other bodies are left as they are.
  ///
  /// @throws HTTPInputError if it is malformed, or over a limit
  public void parseBody(ParseBodyConfig config) {
    String contentType = headers.get("Content-Type");
    if (contentType == null || !FormBody.isForm(contentType)) {
      return;
    }
    setForm(FormBody.parse(contentType, body, headers, config));
  }

  /// Sets what a form in the body holds, as [#parseBody] does.
  public void setForm(FormBody form) {
    bodyArguments = form.arguments();
    files = form.files();
    arguments = null;
  }

  /// Returns the URL that was asked for, with scheme and host.
  public String fullUrl() {
    return target.authority() != null ? uri() : protocol() + "://" + host + uri();
  }

  /// Returns how long the request took from its head to its end, or takes so far.
  public Duration requestTime() {
    return Duration.ofNanos((ended ? endNanos : connection.nanoTime()) - startNanos);
  }

  /// Marks the end of the request's time.
  public void markEnd() {
    endNanos = connection.nanoTime();
    ended = true;
  }

  /// Returns the request's main facts, without its header fields: those hold secrets.
  @Override
  public String toString() {
    return "HTTPServerRequest(protocol='%s', host='%s', method='%s', uri='%s', version='%s', remoteIp='%s')"
        .formatted(protocol(), host, method(), uri(), version(), remoteIp());
  }

  private static Map<String, List<ByteString>> merge(
      Map<String, List<ByteString>> query, Map<String, List<ByteString>> body) {
    var all = new LinkedHashMap<String, List<ByteString>>();
    query.forEach((name, values) -> all.put(name, new ArrayList<>(values)));
    body.forEach(
        (name, values) -> all.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values));
    return Collections.unmodifiableMap(all);
  }
}
