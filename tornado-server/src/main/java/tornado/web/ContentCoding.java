// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import okio.Sink;

/// How answers may be compressed (RFC 9110 §8.4.1), best first. See [CompressionOptions].
///
/// **Thread**: any.
public enum ContentCoding {
  /// What browsers take as well (RFC 8878), and the fastest. Levels from 1 to 19, by default 3: those above need more memory than
  /// RFC 9659 lets clients have. Needs the library zstd-jni.
  ZSTD(1, 19, 3) {
    @Override
    Sink sink(Buffer compressed, int level) throws IOException {
      return Okio.sink(Zstd.stream(compressed.outputStream(), level));
    }

    @Override
    int weight(AcceptList list) {
      // Who takes anything may still not know it: it has to be named.
      return list.weight(0, "zstd");
    }
  },

  /// What browsers take over HTTPS (RFC 7932). Levels from 0 to 11, by default 4. Needs the library brotli4j.
  BR(0, 11, 4) {
    @Override
    Sink sink(Buffer compressed, int level) throws IOException {
      return Okio.sink(Brotli.stream(compressed.outputStream(), level));
    }

    @Override
    int weight(AcceptList list) {
      // As for zstd.
      return list.weight(0, "br");
    }
  },

  /// What everybody knows (RFC 1952). Levels from 1 to 9, by default 6.
  GZIP(1, 9, 6) {
    @Override
    Sink sink(Buffer compressed, int level) {
      var sink = new GzipSink(compressed);
      sink.deflater().setLevel(level);
      return sink;
    }

    @Override
    int weight(AcceptList list) {
      return list.weight(0, "gzip", "x-gzip", "*");
    }
  };

  private final int lowestLevel;
  private final int highestLevel;
  private final int defaultLevel;
  private final String token = name().toLowerCase(Locale.ROOT);

  ContentCoding(int lowestLevel, int highestLevel, int defaultLevel) {
    this.lowestLevel = lowestLevel;
    this.highestLevel = highestLevel;
    this.defaultLevel = defaultLevel;
  }

  /// Tells whether it can be used here, by trying: its library may be missing, or have nothing for this machine.
  public boolean works() {
    try (Sink probe = sink(new Buffer(), defaultLevel)) {
      probe.write(new Buffer().writeByte(0), 1);
      return true;
    } catch (LinkageError | IOException ignored) {
      // Others will do: every program has gzip.
      return false;
    }
  }

  /// Returns what compresses into a buffer. Flushing it makes all that was written readable; closing it frees native memory.
  ///
  /// @throws IOException never, since that goes to memory
  abstract Sink sink(Buffer compressed, int level) throws IOException;

  /// Returns how much a client likes it.
  abstract int weight(AcceptList list);

  /// Checks a level.
  ///
  /// @throws IllegalArgumentException if there is no such one
  void checkLevel(int level) {
    if (level < lowestLevel || level > highestLevel) {
      throw new IllegalArgumentException(
          "level of %s < %d or > %d: %d".formatted(token, lowestLevel, highestLevel, level));
    }
  }

  int defaultLevel() {
    return defaultLevel;
  }

  /// Returns the name in Content-Encoding.
  String token() {
    return token;
  }

  /// Returns the entity tag of the compressed form: that of the plain one with the coding's name inside the quotes.
  String tag(String plain) {
    return plain.endsWith("\"")
        ? plain.substring(0, plain.length() - 1) + '-' + token + '"'
        : plain;
  }

  /// The only place that knows zstd-jni, loaded only when it is used.
  private static final class Zstd {
    private Zstd() {}

    static OutputStream stream(OutputStream to, int level) throws IOException {
      return new ZstdOutputStream(to, level);
    }
  }

  /// The only place that knows brotli4j, loaded only when it is used.
  private static final class Brotli {
    private Brotli() {}

    static OutputStream stream(OutputStream to, int level) throws IOException {
      Brotli4jLoader.ensureAvailability();
      return new BrotliOutputStream(to, Encoder.Parameters.create(level));
    }
  }
}
