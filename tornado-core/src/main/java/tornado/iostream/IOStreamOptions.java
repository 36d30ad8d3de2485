// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

/// Limits of a stream.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#maxBufferSize] | 100 MiB | unread input the stream holds |
/// | [Builder#readChunkSize] | 64 KiB | bytes asked of the transport at a time; at most half of maxBufferSize |
/// | [Builder#maxWriteBufferSize] | no limit | output waiting for the peer, with what is being written |
///
/// **Thread**: any.
public final class IOStreamOptions {
  /// The default limits.
  public static final IOStreamOptions DEFAULT = builder().build();

  private final long maxBufferSize;
  private final int readChunkSize;
  private final long maxWriteBufferSize;

  private IOStreamOptions(Builder builder) {
    maxBufferSize = builder.maxBufferSize;
    readChunkSize = (int) Math.max(1, Math.min(builder.readChunkSize, builder.maxBufferSize / 2));
    maxWriteBufferSize = builder.maxWriteBufferSize;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns how many bytes of unread input the stream holds at most.
  public long maxBufferSize() {
    return maxBufferSize;
  }

  /// Returns how many bytes are asked of the transport at a time.
  public int readChunkSize() {
    return readChunkSize;
  }

  /// Returns how many bytes of output may wait for the peer; [Long#MAX_VALUE] without limit.
  public long maxWriteBufferSize() {
    return maxWriteBufferSize;
  }

  /// Settings of a stream; see [IOStreamOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private long maxBufferSize = 100L << 20;
    private int readChunkSize = 64 << 10;
    private long maxWriteBufferSize = Long.MAX_VALUE;

    private Builder() {}

    /// Sets how many bytes of unread input the stream holds. More closes the stream, or, in push mode, pauses reading.
    public Builder maxBufferSize(long byteCount) {
      maxBufferSize = checkPositive(byteCount);
      return this;
    }

    /// Sets how many bytes are asked of the transport at a time. More than 64 KiB brings nothing: that is what a loop's
    /// read buffer holds.
    public Builder readChunkSize(int byteCount) {
      readChunkSize = (int) checkPositive(byteCount);
      return this;
    }

    /// Sets how many bytes of output may wait for the peer. A write that would make it more is refused.
    public Builder maxWriteBufferSize(long byteCount) {
      maxWriteBufferSize = checkPositive(byteCount);
      return this;
    }

    /// Makes the options.
    public IOStreamOptions build() {
      return new IOStreamOptions(this);
    }

    private static long checkPositive(long byteCount) {
      if (byteCount <= 0) {
        throw new IllegalArgumentException("byteCount <= 0: " + byteCount);
      }
      return byteCount;
    }
  }
}
