// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import okio.BufferedSource;
import okio.HashingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPDate;
import tornado.ioloop.IOLoop;
import tornado.log.Log;

/// Serves the files below a folder: GET and HEAD, conditional requests, ranges, and URLs that name a file's version, which browsers may
/// keep for ever.
///
/// Mostly an application's `staticPath` is all it takes. Otherwise its route has one group, the path of the file:
///
/// ```java
/// Application.builder().route("/static/(.*)", () -> new StaticFileHandler(Path.of("static")));
/// ```
///
/// Nothing outside of the folder is served: paths with `..` that leave it are refused, and so are symbolic links, unless
/// [StaticFileOptions] say otherwise.
///
/// Contents of another kind are served by overriding `getAbsolutePath`, `validateAbsolutePath`, `getContent`, `getContentSize` and
/// `getModifiedTime`. Those that take the path as a parameter also run without a request, for `staticUrl`.
///
/// Tornado: `web.StaticFileHandler`, whose `reset` isn't needed: a version is found out anew when its file changes.
///
/// **Thread**: the handler's coroutine.
public class StaticFileHandler extends RequestHandler {
  /// How long browsers may keep a file whose URL names its version: ten years.
  public static final Duration CACHE_MAX_AGE = Duration.ofDays(3650);

  /// What is smaller is read, and sent with the head in one go.
  private static final long SMALL = 64 << 10;

  /// Extensions of compressed siblings by content coding, the best first.
  private static final Map<String, String> SIBLINGS = siblings();

  private final Path root;
  private final StaticFileOptions options;
  private String path = "";

  /// What is served.
  private @Nullable Path absolutePath;

  /// The file whose name tells the type; the one that is served may be its compressed sibling.
  private @Nullable Path namedPath;

  /// What the system says of the file that was found; null for contents that are no files.
  private @Nullable Path foundPath;

  private @Nullable BasicFileAttributes foundAttributes;
  private @Nullable String contentCoding;
  private @Nullable Instant modified;

  /// Makes a handler of the files below `root`.
  public StaticFileHandler(Path root) {
    this(root, StaticFileOptions.DEFAULT);
  }

  /// Makes a handler of the files below `root`, with a file that stands for its folder.
  public StaticFileHandler(Path root, String defaultFilename) {
    this(root, StaticFileOptions.builder().defaultFilename(defaultFilename).build());
  }

  /// Makes a handler of the files below `root`.
  public StaticFileHandler(Path root, StaticFileOptions options) {
    this.root = root.toAbsolutePath().normalize();
    this.options = options;
  }

  @Override
  public void get() throws IOException {
    String urlPath = pathArgs().isEmpty() ? null : pathArgs().getFirst();
    path = parseUrlPath(urlPath == null ? "" : urlPath);
    Path found = validateAbsolutePath(root, getAbsolutePath(root, path));
    if (found == null) {
      return;
    }
    namedPath = found;
    absolutePath = options.precompressed() ? compressedSibling(found) : found;
    modified = getModifiedTime();
    setHeaders();
    if (shouldReturn304()) {
      setStatus(304);
      return;
    }
    sendContent(getContentSize());
  }

  private void sendContent(long size) throws IOException {
    String range = request().headers().get("Range");
    ContentPart part =
        range == null || !rangeApplies() ? ContentPart.whole(size) : ContentPart.of(range, size);
    if (part == null) {
      setStatus(416);
      setHeader("Content-Type", "text/plain");
      setHeader("Content-Range", "bytes */" + size);
      return;
    }
    if (!part.isWhole()) {
      setStatus(206);
      setHeader("Content-Range", part.contentRange());
    }
    setHeader("Content-Length", part.byteCount());
    if (!request().method().equals("HEAD")) {
      writeContent(part);
    }
  }

  private void writeContent(ContentPart part) throws IOException {
    try (Source content = getContent(absolutePath(), part.start(), part.end())) {
      FileBody body = fileBody();
      if (part.byteCount() <= SMALL && !body.goesUnread(content)) {
        try (BufferedSource all = Okio.buffer(content)) {
          write(all.readByteString());
        }
      } else {
        body.send(content, part.byteCount());
      }
    }
  }

  /// Notes what the system says of a file, so that it is asked once a request.
  final void found(Path file, BasicFileAttributes attributes) {
    foundPath = file;
    foundAttributes = attributes;
  }

  /// Returns what the system says of a file.
  ///
  /// @throws IOException if it can't be had
  private BasicFileAttributes attributes(Path file) throws IOException {
    return foundAttributes != null && file.equals(foundPath)
        ? foundAttributes
        : Files.readAttributes(file, BasicFileAttributes.class);
  }

  private @Nullable BasicFileAttributes attributesOrNull(Path file) {
    try {
      return attributes(file);
    } catch (IOException ignored) {
      // What the file lacks shows when it is read.
      return null;
    }
  }

  /// Returns the path of the file that is served. Only while a request is answered.
  ///
  /// @throws IllegalStateException before it is known
  protected final Path absolutePath() {
    if (absolutePath == null) {
      throw new IllegalStateException("the path of the file is not known yet");
    }
    return absolutePath;
  }

  /// Turns a path of a URL into one below the root: the way back from [#makeStaticUrl]. By default it is the same.
  protected String parseUrlPath(String urlPath) {
    return urlPath;
  }

  /// Returns where a path below the root is: absolute, and in normal form. It may be anywhere; see [#validateAbsolutePath].
  ///
  /// @throws HTTPError 404 if it can't be the name of a file
  protected Path getAbsolutePath(Path root, String path) {
    try {
      return root.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new HTTPError(404);
    }
  }

  /// Checks that a file is there and may be served.
  ///
  /// @return the file, maybe another one; null if the request was answered
  /// @throws HTTPError 403 if it is outside of the root, or no file; 404 if there is none
  /// @throws IOException if that can't be found out
  protected @Nullable Path validateAbsolutePath(Path root, Path absolutePath) throws IOException {
    return new StaticFileFinder(this, options, root).find(absolutePath);
  }

  /// Opens a part of a file. It is closed when it was sent.
  ///
  /// @param start the first byte
  /// @param end the byte behind the last; a content may end before that
  /// @throws IOException if it can't be read
  protected Source getContent(Path absolutePath, long start, long end) throws IOException {
    return FileSource.open(absolutePath, start, end);
  }

  /// Returns what tells this content of a file from all others: the SHA-512 of [#getContent], in hexadecimal.
  ///
  /// @throws IOException if it can't be read
  protected String getContentVersion(Path absolutePath) throws IOException {
    try (HashingSource hashing = HashingSource.sha512(getContent(absolutePath, 0, Long.MAX_VALUE));
        BufferedSource content = Okio.buffer(hashing)) {
      content.readAll(Okio.blackhole());
      return hashing.hash().hex();
    }
  }

  /// Returns the size of the file that is served.
  ///
  /// @throws IOException if it can't be found out
  protected long getContentSize() throws IOException {
    return attributes(absolutePath()).size();
  }

  /// Returns when the file that is served was changed last, in whole seconds; null if that is not known.
  ///
  /// @throws IOException if it can't be found out
  protected @Nullable Instant getModifiedTime() throws IOException {
    FileTime time = attributes(absolutePath()).lastModifiedTime();
    return time.toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// Returns the value of Content-Type, by the extension of the file's name.
  protected String getContentType() {
    return ContentTypes.ofName(namedPath == null ? absolutePath() : namedPath);
  }

  /// Returns how long browsers may keep the file without asking again; zero says nothing about that. By default ten years if the URL
  /// names a version, by an argument `v`.
  ///
  /// @param modified see [#getModifiedTime]
  protected Duration getCacheTime(String path, @Nullable Instant modified, String contentType) {
    return request().arguments().containsKey("v") ? CACHE_MAX_AGE : Duration.ZERO;
  }

  /// Sets more fields. By default none.
  protected void setExtraHeaders(String path) {}

  /// Sets the fields of the answer.
  protected void setHeaders() {
    setHeader("Accept-Ranges", "bytes");
    setEtagHeader();
    if (modified != null) {
      setHeader("Last-Modified", modified);
    }
    String contentType = getContentType();
    setHeader("Content-Type", contentType);
    if (options.precompressed()) {
      addHeader("Vary", "Accept-Encoding");
    }
    if (contentCoding != null) {
      setHeader("Content-Encoding", contentCoding);
    }
    Duration cacheTime = getCacheTime(path, modified, contentType);
    if (cacheTime.isPositive()) {
      setHeader("Expires", IOLoop.current().clock().instant().plus(cacheTime));
      setHeader("Cache-Control", "max-age=" + cacheTime.toSeconds());
    }
    setExtraHeaders(path);
  }

  /// Returns the quoted version of the file.
  @Override
  protected @Nullable String computeEtag() {
    String version = absolutePath == null ? null : cachedVersion(application(), absolutePath);
    return version == null ? null : '"' + version + '"';
  }

  /// Tells whether the client has the file already. If-None-Match, if it is there, is all that counts (RFC 9110 §13.2.2).
  protected boolean shouldReturn304() {
    if (request().headers().contains("If-None-Match")) {
      return checkEtagHeader();
    }
    String since = request().headers().get("If-Modified-Since");
    if (since == null || modified == null) {
      return false;
    }
    Optional<Instant> date = HTTPDate.parse(since).or(() -> HTTPDate.parse(since + " GMT"));
    return date.isPresent() && !date.get().isBefore(modified);
  }

  /// Returns the URL of a file: the application's `staticUrlPrefix`, the path, and its version as an argument `v`.
  ///
  /// @throws IllegalStateException if the application has no `staticPath`
  protected String makeStaticUrl(Application application, String path) {
    String url = application.staticUrlPrefix() + Escape.urlEscapePath(path);
    String version = getVersion(application, path);
    return version == null ? url : url + "?v=" + version;
  }

  /// Returns the version of a file for its URL, or null if it can't be read.
  protected @Nullable String getVersion(Application application, String path) {
    return cachedVersion(application, getAbsolutePath(root, path));
  }

  private @Nullable String cachedVersion(Application application, Path file) {
    try {
      return application
          .staticFiles()
          .version(file, attributesOrNull(file), this::getContentVersion);
    } catch (IOException e) {
      Log.general().error("Could not open static file {}: {}", file, e.toString());
      return null;
    }
  }

  /// Tells whether a Range field counts: not if the client has a part of another version (RFC 9110 §13.1.5).
  private boolean rangeApplies() {
    String validator = request().headers().get("If-Range");
    if (validator == null) {
      return true;
    }
    if (validator.endsWith("\"")) {
      return validator.equals(computeEtag());
    }
    return modified != null && HTTPDate.parse(validator).equals(Optional.of(modified));
  }

  private Path compressedSibling(Path file) {
    AcceptList accepted = AcceptList.parse(request().headers().get("Accept-Encoding"));
    for (var sibling : SIBLINGS.entrySet()) {
      Path compressed = file.resolveSibling(file.getFileName() + sibling.getValue());
      if (accepted.weight(0, sibling.getKey(), "*") > 0
          && Files.isRegularFile(compressed, LinkOption.NOFOLLOW_LINKS)) {
        contentCoding = sibling.getKey();
        return compressed;
      }
    }
    return file;
  }

  private static Map<String, String> siblings() {
    var inOrder = new LinkedHashMap<String, String>();
    inOrder.put("br", ".br");
    inOrder.put("zstd", ".zst");
    inOrder.put("gzip", ".gz");
    return inOrder;
  }
}
