// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

/// Limits of a stream's buffers.
///
/// | setting | default | when exceeded |
/// |---|---|---|
/// | [Builder#maxBufferSize] | 104,857,600 bytes (100 MiB) | a read fails, the stream closes with [StreamBufferFullError] |
/// | [Builder#readChunkSize] | 65,536 bytes, at most half of the above | how much is read from the system at a time |
/// | [Builder#maxWriteBufferSize] | unlimited | a write throws [StreamBufferFullError] |
///
/// **Thread**: any.
public final class IOStreamOptions {
  /// The limits of a stream that nothing was said about.
  public static final IOStreamOptions DEFAULT = builder().build();

  private final long maxBufferSize;
  private final int readChunkSize;
  private final long maxWriteBufferSize;

  private IOStreamOptions(Builder builder) {
    maxBufferSize = builder.maxBufferSize;
    readChunkSize = (int) Math.max(1, Math.min(builder.readChunkSize, builder.maxBufferSize / 2));
    maxWriteBufferSize = builder.maxWriteBufferSize;
  }

  /// Returns a builder that holds the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns how much a stream may hold that was read but not asked for, in bytes.
  public long maxBufferSize() {
    return maxBufferSize;
  }

  /// Returns how much is read from the system at a time, in bytes.
  public int readChunkSize() {
    return readChunkSize;
  }

  /// Returns how much a stream may hold that the system has not taken yet, in bytes.
  public long maxWriteBufferSize() {
    return maxWriteBufferSize;
  }

  /// Settings in the making; see [IOStreamOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private long maxBufferSize = 104_857_600;
    private int readChunkSize = 65_536;
    private long maxWriteBufferSize = Long.MAX_VALUE;

    private Builder() {}

    /// Sets how much a stream may hold that was read but not asked for.
    public Builder maxBufferSize(long byteCount) {
      this.maxBufferSize = positive(byteCount);
      return this;
    }

    /// Sets how much is read from the system at a time.
    public Builder readChunkSize(int byteCount) {
      this.readChunkSize = (int) positive(byteCount);
      return this;
    }

    /// Sets how much a stream may hold that the system has not taken yet.
    public Builder maxWriteBufferSize(long byteCount) {
      this.maxWriteBufferSize = positive(byteCount);
      return this;
    }

    /// Makes the options.
    public IOStreamOptions build() {
      return new IOStreamOptions(this);
    }

    private static long positive(long byteCount) {
      if (byteCount < 1) {
        throw new IllegalArgumentException("byteCount < 1: " + byteCount);
      }
      return byteCount;
    }
  }
}
