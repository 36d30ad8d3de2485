// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okio.Buffer;
import okio.ByteString;
import okio.GzipSink;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.HTTPUtil;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// Compresses an answer if that makes it smaller and the client takes gzip; see [Application.Builder#compressResponse].
///
/// The compressed form has an entity tag of its own (RFC 9110 §8.8.3.3): that of the plain one with `-gzip` inside the quotes.
/// [#codedTag] returns it, for requests that ask whether it is still good.
///
/// Tornado: `web.GZipContentEncoding`, which looks for `gzip` anywhere in Accept-Encoding, and gives both forms one tag.
///
/// **Thread**: the handler's coroutine.
final class GZipContentEncoding implements OutputTransform, AutoCloseable {
  /// Below that the answer fits into one packet anyway.
  private static final long MIN_BYTES = 1024;

  /// More than that at once would hold the loop for over a millisecond.
  private static final long MAX_BYTES_ON_LOOP = 64 * 1024;

  private static final Set<String> TYPES =
      Set.of(
          "application/javascript",
          "application/json",
          "application/vnd.ms-fontobject",
          "application/wasm",
          "application/x-javascript",
          "application/xml",
          "font/otf",
          "font/ttf");

  private final HTTPServerRequest request;
  private final Buffer compressed = new Buffer();
  private @Nullable GzipSink gzip;

  GZipContentEncoding(HTTPServerRequest request) {
    this.request = request;
  }

  /// Returns the entity tag that the compressed form has, or null if the client takes no gzip.
  static @Nullable String codedTag(HTTPServerRequest request, String tag) {
    return accepts(request) ? codedTag(tag) : null;
  }

  @Override
  public ByteString transformFirstChunk(
      int status, HTTPHeaders headers, ByteString chunk, boolean finishing) {
    extendVary(headers);
    if (!isWorthwhile(status, headers) || !accepts(request)) {
      return chunk;
    }
    headers.set("Content-Encoding", "gzip");
    headers.remove("Content-Length");
    String tag = headers.get("Etag");
    if (tag != null) {
      headers.set("Etag", codedTag(tag));
    }
    if (finishing && chunk.size() == 0) {
      // An answer to HEAD that knows the size of the plain form only.
      return chunk;
    }
    gzip = new GzipSink(compressed);
    ByteString first = transformChunk(chunk, finishing);
    if (finishing) {
      headers.set("Content-Length", Integer.toString(first.size()));
    }
    return first;
  }

  @Override
  public ByteString transformChunk(ByteString chunk, boolean finishing) {
    GzipSink sink = gzip;
    if (sink == null) {
      return chunk;
    }
    // On virtual threads only: others that run on the loop can't wait.
    if (chunk.size() > MAX_BYTES_ON_LOOP
        && Thread.currentThread().isVirtual()
        && IOLoop.current().inLoop()) {
      return Async.await(Async.runOnExecutor(() -> compress(sink, chunk, finishing)));
    }
    return compress(sink, chunk, finishing);
  }

  /// Frees native memory: a client that leaves early gets no last chunk. Idempotent.
  @Override
  public void close() {
    GzipSink sink = gzip;
    if (sink != null) {
      finish(sink);
    }
  }

  /// Compresses a chunk so that the client can read all of it at once (a sync flush), or the end.
  private ByteString compress(GzipSink sink, ByteString chunk, boolean finishing) {
    try {
      sink.write(new Buffer().write(chunk), chunk.size());
      if (finishing) {
        sink.close();
      } else {
        sink.flush();
      }
      return compressed.readByteString();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  private static void finish(GzipSink sink) {
    try {
      sink.close();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  private static boolean accepts(HTTPServerRequest request) {
    String field = request.headers().get("Accept-Encoding");
    if (field == null) {
      return false;
    }
    AcceptList list = AcceptList.parse(field);
    int weight = list.weight(0, "gzip", "x-gzip", "*");
    return weight > 0 && weight >= list.weight(0, "identity");
  }

  private static boolean isWorthwhile(int status, HTTPHeaders headers) {
    // A range is one of the plain form: its bytes have to stay where they are.
    if (status == 206
        || headers.contains("Content-Range")
        || headers.contains("Content-Encoding")) {
      return false;
    }
    String length = headers.get("Content-Length");
    return (length == null || isLong(length)) && isCompressible(headers.get("Content-Type", ""));
  }

  private static boolean isLong(String length) {
    return length.length() > 4
        || (length.chars().allMatch(c -> c >= '0' && c <= '9')
            && Long.parseLong(length) >= MIN_BYTES);
  }

  private static boolean isCompressible(String contentType) {
    String type = HTTPUtil.parseHeader(contentType).value().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.endsWith("+json")
        || type.endsWith("+xml")
        || TYPES.contains(type);
  }

  private static void extendVary(HTTPHeaders headers) {
    List<String> lines = headers.getList("Vary");
    if (lines.isEmpty()) {
      headers.set("Vary", "Accept-Encoding");
      return;
    }
    String vary = String.join(", ", lines);
    AcceptList names = AcceptList.parse(vary);
    if (names.weight(0, "accept-encoding", "*") == 0) {
      headers.set("Vary", vary + ", Accept-Encoding");
    }
  }

  private static String codedTag(String tag) {
    return tag.endsWith("\"") ? tag.substring(0, tag.length() - 1) + "-gzip\"" : tag;
  }
}
