// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Media types by the extension of a file's name: the same on every machine, unlike what the system knows.
///
/// **Thread**: any.
final class ContentTypes {
  private static final String UNKNOWN = "application/octet-stream";

  /// Extensions of what is compressed, other than by gzip: what is in it doesn't count.
  private static final Set<String> COMPRESSED = Set.of("z", "bz2", "xz", "br", "zst");

  private static final Set<String> GZIPPED = Set.of("gz", "tgz", "taz", "svgz");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("aac", "audio/aac"),
          Map.entry("apng", "image/apng"),
          Map.entry("atom", "application/atom+xml"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("avif", "image/avif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("css", "text/css"),
          Map.entry("csv", "text/csv"),
          Map.entry("doc", "application/msword"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("eot", "application/vnd.ms-fontobject"),
          Map.entry("epub", "application/epub+zip"),
          Map.entry("flac", "audio/flac"),
          Map.entry("gif", "image/gif"),
          Map.entry("heic", "image/heic"),
          Map.entry("heif", "image/heif"),
          Map.entry("htm", "text/html"),
          Map.entry("html", "text/html"),
          Map.entry("ico", "image/vnd.microsoft.icon"),
          Map.entry("ics", "text/calendar"),
          Map.entry("jar", "application/java-archive"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("js", "text/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("jsonld", "application/ld+json"),
          Map.entry("m3u8", "application/vnd.apple.mpegurl"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("map", "application/json"),
          Map.entry("md", "text/markdown"),
          Map.entry("mjs", "text/javascript"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mpeg", "video/mpeg"),
          Map.entry("mpg", "video/mpeg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("ogv", "video/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("otf", "font/otf"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("png", "image/png"),
          Map.entry("ppt", "application/vnd.ms-powerpoint"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
          Map.entry("rss", "application/rss+xml"),
          Map.entry("rtf", "application/rtf"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("tar", "application/x-tar"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("tsv", "text/tab-separated-values"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("txt", "text/plain"),
          Map.entry("vtt", "text/vtt"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("wav", "audio/wav"),
          Map.entry("weba", "audio/webm"),
          Map.entry("webm", "video/webm"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("xhtml", "application/xhtml+xml"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry("xml", "text/xml"),
          Map.entry("zip", "application/zip"));

  private ContentTypes() {}

  /// Returns the type of a file: `application/gzip` for what gzip made, `application/octet-stream` for what else is compressed, or
  /// unknown.
  static String ofName(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    String extension = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (extension.length() == text.length()) {
      return UNKNOWN;
    }
    if (GZIPPED.contains(extension)) {
      return "application/gzip";
    }
    return COMPRESSED.contains(extension) ? UNKNOWN : TYPES.getOrDefault(extension, UNKNOWN);
  }
}
