// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tornado.httputil.MultipartReader.Content;
import tornado.httputil.MultipartReader.Event;
import tornado.httputil.MultipartReader.Part;
import tornado.httputil.MultipartReader.PartEnd;

/// Reads a multipart/form-data body as it arrives: its files to disk, its fields to memory. Nobody but the owner of the process can read
/// the files, and they are deleted by [#close].
///
/// It blocks while it writes.
///
/// **Thread**: owner.
public final class FormReader implements AutoCloseable {
  private final MultipartReader reader;
  private final long maxMemory;
  private final Path folder;
  private final Map<String, List<ByteString>> arguments = new LinkedHashMap<>();
  private final Map<String, List<HTTPFile>> files = new LinkedHashMap<>();
  private final List<Path> paths = new ArrayList<>();
  private final Buffer field = new Buffer();
  private long memory;
  private @Nullable Part part;
  private @Nullable BufferedSink sink;
  private long written;

  /// Makes a reader.
  ///
  /// @param contentType with the boundary
  /// @param headers of the message; a Content-Encoding among them is refused
  /// @param folder where files are made
  /// @throws HTTPInputError if the type or the coding is not one of forms
  public FormReader(String contentType, HTTPHeaders headers, ParseBodyConfig config, Path folder) {
    FormBody.checkCoding(headers);
    this.reader = MultipartReader.of(contentType, config.multipart());
    this.maxMemory = config.maxMemory();
    this.folder = folder;
  }

  /// Reads what arrived.
  ///
  /// @throws HTTPInputError if the form is malformed or over a limit
  /// @throws IOException if a file can't be written
  public void feed(ByteString chunk) throws IOException {
    reader.feed(chunk);
    read();
  }

  /// Ends the form, and returns what it held.
  ///
  /// @throws HTTPInputError if it ends too early
  /// @throws IOException if a file can't be written
  public FormBody end() throws IOException {
    reader.end();
    read();
    return new FormBody(arguments, files);
  }

  /// Deletes the files that are still there.
  ///
  /// @throws IOException if one can't be deleted; the others are
  @Override
  public void close() throws IOException {
    IOException failure = null;
    if (sink != null) {
      sink.close();
    }
    for (Path path : paths) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void read() throws IOException {
    for (Event event = reader.next(); event != null; event = reader.next()) {
      switch (event) {
        case Part started -> start(started);
        case Content(ByteString bytes) -> add(bytes);
        case PartEnd() -> endPart();
      }
    }
  }

  private void start(Part started) throws IOException {
    part = started;
    if (started.filename() == null) {
      remember(started.name().length());
    } else {
      Path path = Files.createTempFile(folder, "tornado-upload-", null);
      paths.add(path);
      sink = Okio.buffer(Okio.sink(path));
      written = 0;
    }
  }

  private void add(ByteString bytes) throws IOException {
    if (sink == null) {
      remember(bytes.size());
      field.write(bytes);
    } else {
      sink.write(bytes);
      written += bytes.size();
    }
  }

  private void endPart() throws IOException {
    Part ended = part;
    if (ended == null) {
      throw new IllegalStateException("the end of a part that did not start");
    }
    if (sink == null) {
      FormBody.put(arguments, ended.name(), field.readByteString());
      return;
    }
    sink.close();
    sink = null;
    String filename = String.valueOf(ended.filename());
    HTTPFile file = HTTPFile.onDisk(filename, paths.getLast(), written, ended.contentType());
    FormBody.put(files, ended.name(), file);
  }

  private void remember(long byteCount) {
    memory += byteCount;
    if (memory > maxMemory) {
      throw new HTTPInputError(HTTPViolation.FORM_FIELDS_TOO_LARGE);
    }
  }
}
