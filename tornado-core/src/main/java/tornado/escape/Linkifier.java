// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.util.List;

/// Finds URLs in text that was escaped for HTML, and makes links of them. Hand-written instead of a regular expression, so that
/// runs of dots or parentheses cost no more than other text.
///
/// A URL begins at the edge of a word, with a scheme and one to three slashes, or with `www.`. It goes on over anything but white
/// space, parentheses and references other than `&amp;` and `&quot;`, does not end with punctuation, and may hold parentheses in
/// pairs.
///
/// **Thread**: owner.
final class Linkifier {
  private static final int LABEL_LENGTH = 30;
  private static final int PATH_LENGTH = 8;
  private static final String PUNCTUATION = "!\"#$%&'()*+,.:;<=>?@[]^`{|}~";
  private static final List<String> REFERENCES = List.of("&amp;", "&quot;");

  private final LinkifyOptions options;
  private final StringBuilder sink = new StringBuilder();
  private String text = "";

  Linkifier(LinkifyOptions options) {
    this.options = options;
  }

  String linkify(String plain) {
    text = Escape.xhtmlEscape(plain);
    int done = 0;
    int i = 0;
    while (i < text.length()) {
      if (!isWordEdge(i)) {
        i++;
        continue;
      }
      int schemeEnd = nameEnd(i);
      int end = schemeURLEnd(i, schemeEnd);
      String scheme = end < 0 ? "" : text.substring(i, schemeEnd);
      end = end < 0 && text.startsWith("www.", i) ? bodyEnd(i + 4) : end;
      if (end < 0) {
        i = nextEdge(i, schemeEnd);
        continue;
      }
      sink.append(text, done, i);
      appendLink(text.substring(i, end), scheme);
      done = end;
      i = end;
    }
    return sink.append(text, done, text.length()).toString();
  }

  /// Returns where a URL with a scheme ends, or -1 if none begins at `start`.
  private int schemeURLEnd(int start, int schemeEnd) {
    if (schemeEnd == start || !text.startsWith(":/", schemeEnd)) {
      return -1;
    }
    int slashes = 1;
    while (slashes < 3 && text.startsWith("/", schemeEnd + 1 + slashes)) {
      slashes++;
    }
    int body = schemeEnd + 1 + slashes;
    int end = bodyEnd(body);
    // With nothing behind them the last slash is the body itself.
    return end < 0 && slashes > 1 ? body : end;
  }

  /// Returns where the body of a URL ends that begins at `start`, or -1 if there is none.
  private int bodyEnd(int start) {
    int end = -1;
    int at = start;
    while (at < text.length()) {
      int next;
      if (text.charAt(at) == '(') {
        int close = runEnd(at + 1);
        next = close < text.length() && text.charAt(close) == ')' ? close + 1 : -1;
        end = next < 0 ? end : next;
      } else {
        int run = runEnd(at);
        int last = run;
        while (last > at && PUNCTUATION.indexOf(text.charAt(last - 1)) >= 0) {
          last--;
        }
        end = last > at ? last : end;
        next =
            last > at && last == run && run < text.length() && text.charAt(run) == '(' ? run : -1;
      }
      if (next < 0) {
        return end;
      }
      at = next;
    }
    return end;
  }

  private int runEnd(int start) {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '&') {
        int here = at;
        int length =
            REFERENCES.stream()
                .filter(each -> text.startsWith(each, here))
                .mapToInt(String::length)
                .sum();
        if (length == 0) {
          return at;
        }
        at += length;
      } else if (c == '(' || c == ')' || Character.isWhitespace(c) || c == '\u00a0') {
        return at;
      } else {
        at++;
      }
    }
    return at;
  }

  private void appendLink(String url, String scheme) {
    boolean noScheme = scheme.isEmpty();
    if (noScheme ? options.requireProtocol() : !options.permittedProtocols().contains(scheme)) {
      sink.append(url);
      return;
    }
    String href = noScheme ? "http://" + url : url;
    String label = options.shorten() ? shortened(url, scheme) : url;
    sink.append("<a href=\"").append(href).append('"').append(options.extraParams(href));
    if (!label.equals(url)) {
      sink.append(" title=\"").append(href).append('"');
    }
    sink.append('>').append(label).append("</a>");
  }

  /// Keeps the scheme, the host and the beginning of the path.
  private static String shortened(String url, String scheme) {
    if (url.length() <= LABEL_LENGTH) {
      return url;
    }
    String label = url;
    int host = scheme.isEmpty() ? 0 : hostStart(url, scheme);
    int slash = url.indexOf('/', host);
    if (slash >= 0) {
      int next = url.indexOf('/', slash + 1);
      String segment = url.substring(slash + 1, next < 0 ? url.length() : next);
      segment = segment.substring(0, Math.min(PATH_LENGTH, segment.length()));
      label = url.substring(0, slash + 1) + upTo(upTo(segment, '?'), '.');
    }
    if (label.length() > LABEL_LENGTH * 3 / 2) {
      label = label.substring(0, LABEL_LENGTH);
    }
    if (label.equals(url)) {
      return url;
    }
    int reference = label.lastIndexOf('&');
    if (reference > LABEL_LENGTH - 5) {
      // Cut before a reference rather than within it.
      label = label.substring(0, reference);
    }
    label += "...";
    return label.length() >= url.length() ? url : label;
  }

  private static int hostStart(String url, String scheme) {
    int at = scheme.length() + 1;
    while (at < url.length() && at < scheme.length() + 4 && url.charAt(at) == '/') {
      at++;
    }
    return at;
  }

  private static String upTo(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private int nameEnd(int start) {
    int at = start;
    while (at < text.length() && (isWord(at) || text.charAt(at) == '-')) {
      at++;
    }
    return at;
  }

  /// Returns the next place where a URL could begin: within the word just looked at only behind a dash, and only `www.`.
  private int nextEdge(int start, int nameEnd) {
    int dash = text.substring(start, nameEnd).lastIndexOf("-www");
    boolean www = dash >= 0 && text.startsWith("www.", start + dash + 1);
    return www ? start + dash + 1 : Math.max(start + 1, nameEnd);
  }

  private boolean isWordEdge(int at) {
    return isWord(at) != (at > 0 && isWord(at - 1));
  }

  private boolean isWord(int at) {
    char c = text.charAt(at);
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
