// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import okio.Buffer;
import okio.ByteString;
import okio.Sink;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// Compresses an answer if that makes it smaller and the client takes one of the codings; see [Application.Builder#compression].
///
/// The compressed form has an entity tag of its own (RFC 9110 §8.8.3.3): that of the plain one with the coding's name inside the
/// quotes. [CompressionRules#codedTag] returns it, for requests that ask whether it is still good.
///
/// Tornado: `web.GZipContentEncoding`, which looks for `gzip` anywhere in Accept-Encoding, and gives both forms one tag.
///
/// **Thread**: the handler's coroutine.
final class ResponseCompression implements OutputTransform, AutoCloseable {
  private final HTTPServerRequest request;
  private final CompressionRules rules;
  private final Buffer compressed = new Buffer();
  private int maxBytesOnLoop;
  private @Nullable Sink compressor;

  private ResponseCompression(HTTPServerRequest request, CompressionRules rules) {
    this.request = request;
    this.rules = rules;
  }

  /// Returns what makes one for each request.
  static Function<HTTPServerRequest, OutputTransform> factory(CompressionRules rules) {
    return request -> new ResponseCompression(request, rules);
  }

  @Override
  public ByteString transformFirstChunk(
      int status, HTTPHeaders headers, ByteString chunk, boolean finishing) {
    extendVary(headers);
    ContentCoding coding = rules.isWorthwhile(status, headers) ? rules.codingFor(request) : null;
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
    if (chunk.size() > maxBytesOnLoop
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
    maxBytesOnLoop = rules.maxBytesOnLoop(coding);
    try {
      return coding.sink(compressed, rules.level(coding));
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
