// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import okio.Buffer;
import okio.ByteString;
import okio.Sink;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.HTTPUtil;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// Compresses an answer if that makes it smaller and the client takes one of our codings; see [Application.Builder#compressResponse].
///
/// The compressed form has an entity tag of its own (RFC 9110 §8.8.3.3): that of the plain one with the coding's name inside the
/// quotes. [#codedTag] returns it, for requests that ask whether it is still good.
///
/// Tornado: `web.GZipContentEncoding`, which looks for `gzip` anywhere in Accept-Encoding, and gives both forms one tag.
///
/// **Thread**: the handler's coroutine.
final class ResponseCompression implements OutputTransform, AutoCloseable {
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
  private @Nullable Sink compressor;

  private ResponseCompression(HTTPServerRequest request) {
    this.request = request;
  }

  /// Returns what makes one for each request. Looks for the libraries first, so that no request has to wait for them.
  static Function<HTTPServerRequest, OutputTransform> factory() {
    ContentCoding.load();
    return ResponseCompression::new;
  }

  /// Returns the entity tag that the compressed form has, or null if the client takes none of our codings.
  static @Nullable String codedTag(HTTPServerRequest request, String tag) {
    ContentCoding coding = codingFor(request);
    return coding == null ? null : coding.tag(tag);
  }

  @Override
  public ByteString transformFirstChunk(
      int status, HTTPHeaders headers, ByteString chunk, boolean finishing) {
    extendVary(headers);
    ContentCoding coding = isWorthwhile(status, headers) ? codingFor(request) : null;
    if (coding == null) {
      return chunk;
    }
    headers.set("Content-Encoding", coding.token());
    headers.remove("Content-Length");
    String tag = headers.get("Etag");
    if (tag != null) {
      headers.set("Etag", coding.tag(tag));
    }
    if (finishing && chunk.size() == 0) {
      // An answer to HEAD that knows the size of the plain form only.
      return chunk;
    }
    compressor = start(coding);
    ByteString first = transformChunk(chunk, finishing);
    if (finishing) {
      headers.set("Content-Length", Integer.toString(first.size()));
    }
    return first;
  }

  @Override
  public ByteString transformChunk(ByteString chunk, boolean finishing) {
    Sink sink = compressor;
    if (sink == null) {
      return chunk;
    }
    // On virtual threads only: others that run on the loop can't wait.
    if (chunk.size() > MAX_BYTES_ON_LOOP
        && Thread.currentThread().isVirtual()
        && IOLoop.current().inLoop()) {
      // If the client leaves meanwhile the other thread goes on, and nobody may close what it uses.
      compressor = null;
      ByteString result = Async.await(Async.runOnExecutor(() -> compress(sink, chunk, finishing)));
      compressor = sink;
      return result;
    }
    return compress(sink, chunk, finishing);
  }

  /// Frees native memory: a client that leaves early gets no last chunk. Idempotent.
  @Override
  public void close() {
    Sink sink = compressor;
    if (sink != null) {
      finish(sink);
    }
  }

  /// Compresses a chunk so that the client can read all of it at once (a sync flush), or the end.
  private ByteString compress(Sink sink, ByteString chunk, boolean finishing) {
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

  private Sink start(ContentCoding coding) {
    try {
      return coding.sink(compressed);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  private static void finish(Sink sink) {
    try {
      sink.close();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  private static @Nullable ContentCoding codingFor(HTTPServerRequest request) {
    return ContentCoding.preferredBy(request.headers().get("Accept-Encoding"));
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
}
