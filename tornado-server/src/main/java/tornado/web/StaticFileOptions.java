// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;

/// How a [StaticFileHandler] finds files.
///
/// | option | default | meaning |
/// |---|---|---|
/// | [Builder#defaultFilename] | none: 403 | the file that stands for its folder, such as `index.html` |
/// | [Builder#fallback] | none: 404 | the file that stands for pages that only a program in the browser knows |
/// | [Builder#followSymlinks] | off | whether symbolic links may lead out of the root |
/// | [Builder#precompressed] | off | whether `app.js.br`, `app.js.zst` or `app.js.gz` is sent for `app.js` to clients that take it |
///
/// **Thread**: any.
public final class StaticFileOptions {
  /// The defaults.
  public static final StaticFileOptions DEFAULT = builder().build();

  private final @Nullable String defaultFilename;
  private final @Nullable String fallback;
  private final boolean followSymlinks;
  private final boolean precompressed;

  private StaticFileOptions(Builder builder) {
    defaultFilename = builder.defaultFilename;
    fallback = builder.fallback;
    followSymlinks = builder.followSymlinks;
    precompressed = builder.precompressed;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns the file that stands for its folder, or null.
  public @Nullable String defaultFilename() {
    return defaultFilename;
  }

  /// Returns the file for paths that are no file, or null.
  public @Nullable String fallback() {
    return fallback;
  }

  /// Tells whether symbolic links may lead out of the root.
  public boolean followSymlinks() {
    return followSymlinks;
  }

  /// Tells whether compressed siblings are sent.
  public boolean precompressed() {
    return precompressed;
  }

  /// Options in the making. **Thread**: owner.
  public static final class Builder {
    private @Nullable String defaultFilename;
    private @Nullable String fallback;
    private boolean followSymlinks;
    private boolean precompressed;

    private Builder() {}

    /// Sets the file that stands for its folder, such as `index.html`.
    public Builder defaultFilename(String filename) {
      this.defaultFilename = filename;
      return this;
    }

    /// Sets the file, relative to the root, that is sent for paths that are no file and whose last part has no dot: the pages of a
    /// program in the browser, which has routes of its own.
    public Builder fallback(String filename) {
      this.fallback = filename;
      return this;
    }

    /// Sets whether symbolic links may lead out of the root. Those that stay within it are always followed. Tornado follows all
    /// before 6.5.9, and none that leads out since.
    public Builder followSymlinks(boolean followSymlinks) {
      this.followSymlinks = followSymlinks;
      return this;
    }

    /// Sets whether a file with `.br`, `.zst` or `.gz` behind its name is sent in its place to clients that take that coding, in this
    /// order.
    public Builder precompressed(boolean precompressed) {
      this.precompressed = precompressed;
      return this;
    }

    /// Makes the options.
    public StaticFileOptions build() {
      return new StaticFileOptions(this);
    }
  }
}
