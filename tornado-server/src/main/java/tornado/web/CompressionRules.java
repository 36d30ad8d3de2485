// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.HTTPUtil;

/// What an application compresses and how: its [CompressionOptions], of which only what works here is left.
///
/// **Thread**: any.
final class CompressionRules {
  /// More than that at once would hold the loop for over a millisecond.
  private static final int MAX_BYTES_ON_LOOP = 64 * 1024;

  private final CompressionOptions options;
  private final List<ContentCoding> codings;
  private final List<String> beginnings;
  private final List<String> endings;
  private final Set<String> whole;

  /// Tries the codings out, so that no request has to wait for their libraries.
  CompressionRules(CompressionOptions options) {
    this.options = options;
    codings = options.codings().stream().filter(ContentCoding::works).toList();
    beginnings = options.types().stream().filter(type -> type.endsWith("/")).toList();
    endings = options.types().stream().filter(type -> type.startsWith("+")).toList();
    whole = Set.copyOf(options.types());
  }

  /// Returns the coding that a request likes best, or null if that is none of ours, or none at all.
  @Nullable ContentCoding codingFor(HTTPServerRequest request) {
    String accepted = request.headers().get("Accept-Encoding");
    if (accepted == null) {
      return null;
    }
    AcceptList list = AcceptList.parse(accepted);
    ContentCoding best = null;
    int most = Math.max(0, list.weight(0, "identity") - 1);
    for (ContentCoding coding : codings) {
      int weight = coding.weight(list);
      if (weight > most) {
        best = coding;
        most = weight;
      }
    }
    return best;
  }

  /// Returns the entity tag that the compressed form has, or null if the client takes none of our codings.
  @Nullable String codedTag(HTTPServerRequest request, String tag) {
    ContentCoding coding = codingFor(request);
    return coding == null ? null : coding.tag(tag);
  }

  /// Tells whether compressing an answer would make it smaller.
  boolean isWorthwhile(int status, HTTPHeaders headers) {
    // A range is one of the plain form: its bytes have to stay where they are.
    if (status == 206
        || headers.contains("Content-Range")
        || headers.contains("Content-Encoding")) {
      return false;
    }
    String length = headers.get("Content-Length");
    return (length == null || isLong(length)) && isCompressible(headers.get("Content-Type", ""));
  }

  /// Returns how hard a coding tries.
  int level(ContentCoding coding) {
    return options.level(coding);
  }

  /// Returns how many bytes may be compressed at once on the loop.
  int maxBytesOnLoop(ContentCoding coding) {
    return options.level(coding) > coding.defaultLevel() ? 0 : MAX_BYTES_ON_LOOP;
  }

  private boolean isLong(String length) {
    return length.length() > 18
        || (length.chars().allMatch(c -> c >= '0' && c <= '9')
            && Long.parseLong(length) >= options.minBytes());
  }

  private boolean isCompressible(String contentType) {
    String type = HTTPUtil.parseHeader(contentType).value().toLowerCase(Locale.ROOT);
    if (whole.contains(type)) {
      return true;
    }
    for (String beginning : beginnings) {
      if (type.startsWith(beginning)) {
        return true;
      }
    }
    for (String ending : endings) {
      if (type.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
