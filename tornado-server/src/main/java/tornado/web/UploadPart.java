// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.file.Path;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.MultipartReader;

/// A part of a multipart form that is still arriving: see [RequestHandler#parts]. It can be read until the next is asked for.
///
/// **Thread**: the handler's coroutine.
public final class UploadPart {
  private final MultipartReader.Part head;
  private final UploadPartSource pieces;
  private final BufferedSource source;
  private final long maxText;

  UploadPart(MultipartReader.Part head, UploadParts parts, long maxText) {
    this.head = head;
    this.pieces = new UploadPartSource(parts, this);
    this.source = Okio.buffer(pieces);
    this.maxText = maxText;
  }

  /// Returns the name of the form's input.
  public String name() {
    return head.name();
  }

  /// Returns the name the sender gave the file: never a path to trust; null for a field.
  public @Nullable String filename() {
    return head.filename();
  }

  /// Returns the type the sender gave it, or `application/unknown`: never one to trust.
  public String contentType() {
    return head.contentType();
  }

  /// Returns its fields.
  public HTTPHeaders headers() {
    return head.headers();
  }

  /// Returns its content. Reading it waits for the client.
  public BufferedSource source() {
    return source;
  }

  /// Reads its content as text in UTF-8, for fields.
  ///
  /// @throws HTTPError 400 if it is longer than the application's [tornado.httputil.ParseBodyConfig#maxMemory]
  /// @throws IOException if it was skipped already
  public String text() throws IOException {
    if (source.request(maxText + 1)) {
      throw new HTTPError(400, "Invalid body: part " + name() + " is longer than " + maxText);
    }
    return source.readUtf8();
  }

  /// Saves its content as a file, whatever was there before. It is written beside the loop, while more arrives. If that fails, or the
  /// client leaves, there is no file. What was read of [#source] before is not in it.
  ///
  /// @return its size in bytes
  /// @throws IOException if it can't be written
  public long saveTo(Path file) throws IOException {
    pieces.requireCurrent();
    return FileSaver.save(file, pieces::take);
  }
}
