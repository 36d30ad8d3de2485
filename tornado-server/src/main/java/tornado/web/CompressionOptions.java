// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Which answers are compressed, and how; see [Application.Builder#compression].
///
/// ```java
/// CompressionOptions.builder()
///     .codings(ContentCoding.BR, ContentCoding.GZIP)
///     .level(ContentCoding.BR, 5)
///     .build()
/// ```
///
/// | option | default | meaning |
/// |---|---|---|
/// | [Builder#codings] | zstd, br, gzip | what may be used, where its library is there; of those that a client likes equally the first is taken |
/// | [Builder#level] | 3, 4, 6 | how hard each tries |
/// | [Builder#minBytes] | 1024 bytes | shorter answers stay as they are |
/// | [Builder#types] | text, JSON, XML, scripts, WebAssembly, fonts that aren't compressed, SVG | the media types that are worth it |
///
/// zstd needs the library `com.github.luben:zstd-jni`, br needs `com.aayushatharva.brotli4j:brotli4j`. Where a program runs from the module
/// path it has to name theirs, as in `--add-modules com.aayushatharva.brotli4j`.
///
/// **Thread**: any.
public final class CompressionOptions {
  /// The defaults.
  public static final CompressionOptions DEFAULT = builder().build();

  private final List<ContentCoding> codings;
  private final Map<ContentCoding, Integer> levels;
  private final long minBytes;
  private final List<String> types;

  private CompressionOptions(Builder builder) {
    codings = builder.codings;
    levels = Map.copyOf(builder.levels);
    minBytes = builder.minBytes;
    types = builder.types;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns what may be used, best first.
  public List<ContentCoding> codings() {
    return codings;
  }

  /// Returns how hard a coding tries.
  public int level(ContentCoding coding) {
    return levels.getOrDefault(coding, coding.defaultLevel());
  }

  /// Returns the size of the shortest answers that are compressed.
  public long minBytes() {
    return minBytes;
  }

  /// Returns the media types; see [Builder#types].
  public List<String> types() {
    return types;
  }

  /// Options in the making. **Thread**: owner.
  public static final class Builder {
    private static final Pattern TYPE =
        Pattern.compile("[a-z0-9!#$&^_.+-]+/([a-z0-9!#$&^_.+-]+)?|\\+[a-z0-9]+");

    private final Map<ContentCoding, Integer> levels = new EnumMap<>(ContentCoding.class);
    private List<ContentCoding> codings = List.of(ContentCoding.values());

    /// Below that an answer fits into one packet anyway.
    private long minBytes = 1024;

    private List<String> types =
        List.of(
            "text/",
            "+json",
            "+xml",
            "application/javascript",
            "application/json",
            "application/vnd.ms-fontobject",
            "application/wasm",
            "application/x-javascript",
            "application/xml",
            "font/otf",
            "font/ttf");

    private Builder() {}

    /// Sets what may be used. A client's own order comes first: `Accept-Encoding: br;q=0.5, gzip` gets gzip, whatever the order here.
    ///
    /// @param codings best first
    /// @throws IllegalArgumentException if there are none, or one is there twice
    public Builder codings(ContentCoding... codings) {
      List<ContentCoding> list = List.of(codings);
      if (list.isEmpty()) {
        throw new IllegalArgumentException("codings is empty");
      }
      if (EnumSet.copyOf(list).size() < list.size()) {
        throw new IllegalArgumentException("codings names one twice: " + list);
      }
      this.codings = list;
      return this;
    }

    /// Sets how hard a coding tries. Above its default level answers are always compressed beside the loop, since that takes long.
    ///
    /// @throws IllegalArgumentException if the coding has no such level
    public Builder level(ContentCoding coding, int level) {
      coding.checkLevel(level);
      levels.put(coding, level);
      return this;
    }

    /// Sets the size of the shortest answers that are compressed. One whose size is not known when it begins always is.
    ///
    /// @throws IllegalArgumentException if it is negative
    public Builder minBytes(long byteCount) {
      if (byteCount < 0) {
        throw new IllegalArgumentException("byteCount < 0: " + byteCount);
      }
      this.minBytes = byteCount;
      return this;
    }

    /// Sets the media types that are worth it, in place of those that [CompressionOptions#types] of [CompressionOptions#DEFAULT] names: whole
    /// ones, or beginnings such as `text/`, or endings such as `+json`.
    ///
    /// @throws IllegalArgumentException if there are none, or one is none of these
    public Builder types(String... types) {
      List<String> list = List.of(types).stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
      if (list.isEmpty()) {
        throw new IllegalArgumentException("types is empty");
      }
      for (String type : list) {
        if (!TYPE.matcher(type).matches()) {
          throw new IllegalArgumentException("types has what is no media type: " + type);
        }
      }
      this.types = list;
      return this;
    }

    /// Makes the options.
    public CompressionOptions build() {
      return new CompressionOptions(this);
    }
  }
}
