// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.ByteString;

/// Undoes the codings of a body, the last that was applied first, piece by piece. No stage may give more than the limit of a body in all:
/// a small message must not become a huge one.
///
/// **Thread**: owner.
final class DecoderChain implements AutoCloseable {
  private static final int PIECE = 64 * 1024;

  private final List<Stage> stages = new ArrayList<>();
  private final Buffer decoded;
  private final long maxBodySize;

  /// Makes a chain that has seen nothing.
  ///
  /// @param codings in the order in which they were applied
  DecoderChain(List<String> codings, long maxBodySize) {
    this.maxBodySize = maxBodySize;
    var from = new Buffer();
    for (String coding : codings.reversed()) {
      var to = new Buffer();
      stages.add(new Stage(coding, from, to));
      from = to;
    }
    decoded = from;
  }

  /// Takes some of the body.
  void feed(ByteString chunk) {
    stages.getFirst().in.write(chunk);
  }

  /// Returns the next piece of what can be decoded; empty if there is none.
  ///
  /// @throws DecodeException if the body is damaged, or too large
  ByteString next() {
    pull(stages.size() - 1);
    return decoded.readByteString();
  }

  /// Fills a stage's output, if what is behind it has enough for that.
  private void pull(int index) {
    Stage stage = stages.get(index);
    while (true) {
      run(stage);
      if (!stage.out.exhausted() || index == 0) {
        return;
      }
      // It may have left a part that means nothing alone, such as half a header.
      long left = stage.in.size();
      pull(index - 1);
      if (stage.in.size() == left) {
        return;
      }
    }
  }

  private void run(Stage stage) {
    stage.run();
    if (stage.total > maxBodySize) {
      throw new DecodeException(
          "more than %d bytes when decompressed (maxBodySize)".formatted(maxBodySize));
    }
  }

  /// Hears that the body has ended.
  ///
  /// @throws DecodeException if it breaks off
  void end() {
    stages.forEach(Stage::end);
  }

  @Override
  public void close() {
    stages.forEach(stage -> stage.decoder.close());
  }

  /// One coding, between the stage behind it and the one before it, whose input is its output.
  private static final class Stage {
    private final String coding;
    private final Decoder decoder;
    private final Buffer in;
    private final Buffer out;
    private long total;

    Stage(String coding, Buffer in, Buffer out) {
      this.coding = coding;
      this.decoder = ContentCodings.decoder(coding);
      this.in = in;
      this.out = out;
    }

    void run() {
      long before = out.size();
      try {
        decoder.decode(in, out, PIECE);
      } catch (DecodeException e) {
        throw invalid(e);
      }
      total += out.size() - before;
    }

    void end() {
      try {
        decoder.end();
      } catch (DecodeException e) {
        throw invalid(e);
      }
    }

    private DecodeException invalid(DecodeException e) {
      return new DecodeException("no valid " + coding + ": " + e.getMessage());
    }
  }
}
