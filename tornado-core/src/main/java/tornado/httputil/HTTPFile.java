// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/// A file that came in a form: in memory, or on disk if the form was large. One on disk is there until the request is over; who wants to
/// keep it moves it away with [#saveTo].
///
/// Tornado: `HTTPFile`.
///
/// **Thread**: any.
public final class HTTPFile {
  private final String filename;
  private final String contentType;
  private final long size;
  private final @Nullable ByteString body;
  private final @Nullable Path path;

  /// Makes a file in memory.
  ///
  /// @param contentType the type the sender gave it, or `application/unknown`
  public HTTPFile(String filename, ByteString body, String contentType) {
    this(filename, contentType, body.size(), body, null);
  }

  private HTTPFile(
      String filename,
      String contentType,
      long size,
      @Nullable ByteString body,
      @Nullable Path path) {
    this.filename = filename;
    this.contentType = contentType;
    this.size = size;
    this.body = body;
    this.path = path;
  }

  /// Makes a file on disk, which whoever wrote it deletes.
  public static HTTPFile onDisk(String filename, Path path, long byteCount, String contentType) {
    return new HTTPFile(filename, contentType, byteCount, null, path);
  }

  /// Returns the name the sender gave it: never a path to trust.
  public String filename() {
    return filename;
  }

  /// Returns the type the sender gave it, or `application/unknown`: never one to trust.
  public String contentType() {
    return contentType;
  }

  /// Returns its size in bytes.
  public long size() {
    return size;
  }

  /// Returns its bytes, all in memory: see [#source] and [#saveTo] for large ones.
  ///
  /// @throws UncheckedIOException if it is on disk and can't be read, as after the end of its request
  public ByteString body() {
    if (body != null) {
      return body;
    }
    try (BufferedSource source = source()) {
      return source.readByteString();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the uploaded file: " + e.getMessage(), e);
    }
  }

  /// Opens its bytes; the caller closes them.
  ///
  /// @throws IOException if it is on disk and can't be read
  public BufferedSource source() throws IOException {
    return path == null
        ? new Buffer().write(Objects.requireNonNull(body))
        : Okio.buffer(Okio.source(path));
  }

  /// Saves it as `target`, whatever was there before. One on disk is moved, if it can be.
  ///
  /// @throws IOException if that can't be written
  public void saveTo(Path target) throws IOException {
    if (path == null) {
      Files.write(target, Objects.requireNonNull(body).toByteArray());
    } else if (Files.exists(path)) {
      Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    } else {
      throw new IOException("the uploaded file was saved before, or its request is over");
    }
  }

  /// Tells whether the other has the same names and bytes; files on disk are equal only to themselves.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HTTPFile file
        && filename.equals(file.filename)
        && contentType.equals(file.contentType)
        && Objects.equals(body, file.body)
        && Objects.equals(path, file.path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(filename, contentType, body, path);
  }

  @Override
  public String toString() {
    return "HTTPFile(filename='%s', contentType='%s', size=%d)"
        .formatted(filename, contentType, size);
  }
}
