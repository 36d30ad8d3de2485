// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a server asks for in `WWW-Authenticate` (RFC 9110 §11.3).
///
/// **Thread**: any.
///
/// @param scheme in lower case
/// @param params by their names in lower case
record Challenge(String scheme, Map<String, String> params) {
  Challenge {
    params = Map.copyOf(params);
  }

  /// Reads the challenges of all fields; what can't be read is left out.
  static List<Challenge> parse(List<String> fields) {
    List<Challenge> challenges = new ArrayList<>();
    for (String field : fields) {
      new Reader(field, challenges).read();
    }
    return challenges;
  }

  /// Reads one field: names of schemes and parameters look alike until what follows them.
  private static final class Reader {
    private static final String SPECIAL_OF_TOKEN = "!#$%&'*+-.^_`|~";
    private static final String SPECIAL_OF_TOKEN68 = "-._~+/";

    private final String field;
    private final List<Challenge> found;
    private int at;
    private String scheme = "";
    private Map<String, String> params = new HashMap<>();

    Reader(String field, List<Challenge> found) {
      this.field = field;
      this.found = found;
    }

    void read() {
      skip(" \t,");
      while (at < field.length()) {
        String word = word();
        if (word.isEmpty()) {
          break;
        }
        int end = at;
        skip(" \t");
        if (!isParameter()) {
          at = end;
          begin(word);
        } else if (!readValue(word)) {
          break;
        }
        skip(" \t,");
      }
      begin("");
    }

    private boolean isParameter() {
      return at < field.length() && field.charAt(at) == '=';
    }

    private void begin(String next) {
      if (!scheme.isEmpty()) {
        found.add(new Challenge(scheme, params));
      }
      scheme = next.toLowerCase(Locale.ROOT);
      params = new HashMap<>();
      int start = at;
      skip(" \t");
      while (at < field.length() && isWordCharacter(field.charAt(at), SPECIAL_OF_TOKEN68)) {
        at++;
      }
      skip("=");
      // The one word that some schemes have in place of parameters.
      if (at < field.length() && field.charAt(at) != ',') {
        at = start;
      }
    }

    private boolean readValue(String name) {
      at++;
      skip(" \t");
      boolean quoted = at < field.length() && field.charAt(at) == '"';
      String value = quoted ? quoted() : word();
      if (at > field.length()) {
        return false;
      }
      params.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
      return true;
    }

    /// Reads a quoted string, behind the end if it is never closed.
    private String quoted() {
      var text = new StringBuilder();
      for (at++; at < field.length() && field.charAt(at) != '"'; at++) {
        if (field.charAt(at) == '\\' && at + 1 < field.length()) {
          at++;
        }
        text.append(field.charAt(at));
      }
      at++;
      return text.toString();
    }

    private String word() {
      int start = at;
      while (at < field.length() && isWordCharacter(field.charAt(at), SPECIAL_OF_TOKEN)) {
        at++;
      }
      return field.substring(start, at);
    }

    private void skip(String characters) {
      while (at < field.length() && characters.indexOf(field.charAt(at)) >= 0) {
        at++;
      }
    }

    private static boolean isWordCharacter(char c, String special) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || special.indexOf(c) >= 0;
    }
  }
}
