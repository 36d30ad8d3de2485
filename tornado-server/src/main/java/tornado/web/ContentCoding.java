// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/// How answers may be compressed (RFC 9110 §8.4.1), best first.
///
/// **Thread**: any.
enum ContentCoding {
  /// What browsers take as well (RFC 8878). Only where zstd-jni is on the path and has a library for this machine.
  ZSTD(Zstd.works()) {
    @Override
    Sink sink(Buffer compressed) throws IOException {
      return Okio.sink(Zstd.stream(compressed.outputStream()));
    }

    @Override
    int weight(AcceptList list) {
      // Who takes anything may still not know it: it has to be named.
      return list.weight(0, "zstd");
    }
  },

  /// What everybody knows (RFC 1952).
  GZIP(true) {
    @Override
    Sink sink(Buffer compressed) {
      return new GzipSink(compressed);
    }

    @Override
    int weight(AcceptList list) {
      return list.weight(0, "gzip", "x-gzip", "*");
    }
  };

  private static final ContentCoding[] ALL = values();

  private final boolean works;
  private final String token = name().toLowerCase(Locale.ROOT);

  ContentCoding(boolean works) {
    this.works = works;
  }

  /// Finds out which can be used here, unless that is known.
  static void load() {
    // Done by the time a method of this type runs.
  }

  /// Returns the coding that an Accept-Encoding field likes best, or null if that is none of ours, or none at all.
  static @Nullable ContentCoding preferredBy(@Nullable String acceptEncoding) {
    if (acceptEncoding == null) {
      return null;
    }
    AcceptList list = AcceptList.parse(acceptEncoding);
    ContentCoding best = null;
    int most = Math.max(0, list.weight(0, "identity") - 1);
    for (ContentCoding coding : ALL) {
      if (coding.works && coding.weight(list) > most) {
        best = coding;
        most = coding.weight(list);
      }
    }
    return best;
  }

  /// Returns what compresses into a buffer. Flushing it makes all that was written readable; closing it frees native memory.
  ///
  /// @throws IOException never, since that goes to memory
  abstract Sink sink(Buffer compressed) throws IOException;

  /// Returns how much a client likes it.
  abstract int weight(AcceptList list);

  /// Tells whether it can be used here.
  boolean works() {
    return works;
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

  /// The only place that knows the library, loaded only if it is there.
  private static final class Zstd {
    private Zstd() {}

    static boolean works() {
      try (OutputStream probe = stream(OutputStream.nullOutputStream())) {
        probe.write(0);
        return true;
      } catch (LinkageError | IOException ignored) {
        // No library, or none for this machine: gzip will do.
        return false;
      }
    }

    static OutputStream stream(OutputStream to) throws IOException {
      return new ZstdOutputStream(to);
    }
  }
}
