// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The codings of bodies that are understood here (RFC 9110 §8.4.1): gzip and deflate always, br and zstd where their library is.
///
/// **Thread**: any.
final class ContentCodings {
  /// How many codings one after another are undone. More make no sense but to multiply a bomb.
  static final int MAX_COUNT = 3;

  private static final Map<String, Supplier<Decoder>> KNOWN = known();
  private static final String ACCEPTED = String.join(", ", KNOWN.keySet());

  private ContentCodings() {}

  private static Map<String, Supplier<Decoder>> known() {
    Map<String, Supplier<Decoder>> known = new LinkedHashMap<>();
    known.put("gzip", GzipDecoder::new);
    known.put("deflate", DeflateDecoder::new);
    addIfItWorks(known, "br", () -> new BrotliDecoder());
    addIfItWorks(known, "zstd", () -> new ZstdDecoder());
    return known;
  }

  private static void addIfItWorks(
      Map<String, Supplier<Decoder>> known, String name, Supplier<Decoder> maker) {
    try {
      maker.get().close();
      known.put(name, maker);
    } catch (LinkageError ignored) {
      // Others will do: every server has gzip, or none of them.
    }
  }

  /// Returns the field `Accept-Encoding`.
  static String accepted() {
    return ACCEPTED;
  }

  /// Returns the codings of a body in the order in which they were applied; null if one is not understood.
  static @Nullable List<String> parse(String field) {
    List<String> codings = new ArrayList<>();
    for (String part : field.split(",", -1)) {
      String name = part.strip().toLowerCase(Locale.ROOT);
      String coding = name.equals("x-gzip") ? "gzip" : name;
      if (!coding.isEmpty() && !coding.equals("identity")) {
        codings.add(coding);
      }
    }
    return KNOWN.keySet().containsAll(codings) ? codings : null;
  }

  static Decoder decoder(String coding) {
    Supplier<Decoder> maker = KNOWN.get(coding);
    if (maker == null) {
      throw new IllegalArgumentException("coding is unknown: " + coding);
    }
    return maker.get();
  }
}
