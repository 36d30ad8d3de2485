// SPDX-License-Identifier: Apache-2.0
package tornado.httpserver;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import okio.ByteString;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.RequestContext;
import tornado.httputil.StartLine;
import tornado.netutil.Netutil;

/// Takes the client's address and scheme from a proxy's headers, for one request.
///
/// **Thread**: loop.
final class ProxyDelegate implements HTTPMessageDelegate {
  private final HTTPMessageDelegate target;
  private final HTTPConnection connection;
  private final Set<String> trusted;

  ProxyDelegate(HTTPMessageDelegate target, HTTPConnection connection, Set<String> trusted) {
    this.target = target;
    this.connection = connection;
    this.trusted = trusted;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    RequestContext context = connection.context();
    connection.setContext(
        context.forwarded(
            remoteIp(headers, context.remoteIp()), protocol(headers, context.protocol())));
    return target.headersReceived(startLine, headers);
  }

  @Override
  public CompletableFuture<Void> dataOffered(ByteBuffer chunk) {
    return target.dataOffered(chunk);
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    return target.dataReceived(chunk);
  }

  @Override
  public void finish() {
    target.finish();
  }

  @Override
  public void onConnectionClose() {
    target.onConnectionClose();
  }

  /// Returns the right-most address that is no proxy's of ours: what is left of it anyone may have written.
  private String remoteIp(HTTPHeaders headers, String otherwise) {
    String[] hops = headers.get("X-Forwarded-For", otherwise).split(",", -1);
    String ip = hops[0].strip();
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = hops[i].strip();
      if (!trusted.contains(hop)) {
        ip = hop;
        break;
      }
    }
    ip = headers.get("X-Real-Ip", ip);
    return Netutil.isValidIp(ip) ? ip : otherwise;
  }

  private static String protocol(HTTPHeaders headers, String otherwise) {
    String value = headers.get("X-Scheme", headers.get("X-Forwarded-Proto", otherwise));
    String last = value.substring(value.lastIndexOf(',') + 1).strip();
    return last.equals("http") || last.equals("https") ? last : otherwise;
  }
}
