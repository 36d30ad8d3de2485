// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static tornado.ioloop.Async.await;

import java.nio.charset.StandardCharsets;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPUtil;
import tornado.httputil.ResponseStartLine;
import tornado.iostream.IOStream;

/// Asks an HTTP proxy for a connection to a server (`CONNECT`, RFC 9110 §9.3.6).
///
/// **Thread**: a coroutine's.
final class HTTPTunnel {
  private static final int MAX_HEAD_BYTE_COUNT = 64 << 10;

  /// A proxy that says nothing else, and that fast, would hold the loop.
  private static final int MAX_INTERIM_COUNT = 10;

  private static final int SHOWN_LENGTH = 64;
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private HTTPTunnel() {}

  /// Asks, and waits until the connection leads to the server.
  ///
  /// @throws HTTPClientError if the proxy refuses, with its status
  static void open(IOStream stream, ProxyServer proxy, Endpoint server) {
    String target = server.hostAndPort();
    String login = login(proxy);
    stream.write(
        "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
            .formatted(
                target,
                target,
                login == null ? "" : "Proxy-Authorization: %s\r\n".formatted(login)));
    ResponseStartLine answer = answer(stream, proxy);
    for (int i = 0; i < MAX_INTERIM_COUNT && answer.code() < 200; i++) {
      answer = answer(stream, proxy);
    }
    if (answer.code() < 200 || answer.code() >= 300) {
      throw refused(proxy, target, answer);
    }
  }

  /// Returns what to log in to a proxy with (RFC 7617), or null if that wasn't said.
  static @Nullable String login(ProxyServer proxy) {
    return proxy.username() == null
        ? null
        : "Basic " + HTTPUtil.encodeUsernamePassword(proxy.username(), proxy.password()).base64();
  }

  /// Fields of the answer mean nothing here; what comes behind them is the server's.
  private static ResponseStartLine answer(IOStream stream, ProxyServer proxy) {
    ByteString head = await(stream.readUntil("\r\n\r\n", MAX_HEAD_BYTE_COUNT));
    String text = head.string(StandardCharsets.ISO_8859_1);
    try {
      return HTTPUtil.parseResponseStartLine(text.substring(0, text.indexOf("\r\n")));
    } catch (HTTPInputError e) {
      throw new HTTPClientError(
          "proxy %s broke the protocol: %s".formatted(proxy, e.getMessage()), e);
    }
  }

  private static HTTPClientError refused(
      ProxyServer proxy, String target, ResponseStartLine answer) {
    String advice = "";
    if (answer.code() == PROXY_AUTHENTICATION_REQUIRED) {
      advice =
          proxy.username() == null
              ? " (set proxyUsername and proxyPassword)"
              : " (it doesn't take this proxyUsername and proxyPassword by basic authentication)";
    }
    String reason = answer.reason();
    return new HTTPClientError(
        "proxy %s refused to connect to %s: %d %s%s"
            .formatted(
                proxy,
                target,
                answer.code(),
                reason.length() > SHOWN_LENGTH ? reason.substring(0, SHOWN_LENGTH) + "..." : reason,
                advice),
        null);
  }
}
