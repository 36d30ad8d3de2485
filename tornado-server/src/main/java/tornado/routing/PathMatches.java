// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPServerRequest;

/// Matches requests by their path, as it came: percent-encoding is decoded after, so `/a%2Fb` is one segment and its group is
/// `a/b`. The whole path has to match.
///
/// Tornado: `routing.PathMatches`.
///
/// **Thread**: any.
public final class PathMatches implements Matcher {
  private final Pattern pattern;

  /// The path itself, where the pattern is one without anything special: the common case, and no need for a regular expression.
  private final @Nullable String literal;

  private final List<String> groupNames;
  private final int groupCount;
  private final @Nullable PathTemplate template;

  /// Makes a matcher.
  ///
  /// @param pathPattern a regular expression whose groups are all named or all unnamed; `{name}` is short for a group that takes one
  ///     segment, `(?<name>[^/]+)`, and `{name:regex}` for `(?<name>regex)`
  /// @throws java.util.regex.PatternSyntaxException if it is no regular expression
  /// @throws IllegalArgumentException if it mixes named and unnamed groups, or has a malformed `{name}`
  public PathMatches(String pathPattern) {
    String regex = NamedSegments.expand(pathPattern);
    pattern = Pattern.compile(regex);
    groupCount = pattern.matcher("").groupCount();
    groupNames = namesInOrder(pattern);
    if (!groupNames.isEmpty() && groupNames.size() != groupCount) {
      throw new IllegalArgumentException("pattern mixes named and unnamed groups: " + pathPattern);
    }
    literal = isLiteral(regex) ? regex : null;
    template = PathTemplate.of(regex, groupCount);
  }

  /// Returns the regular expression.
  public Pattern pattern() {
    return pattern;
  }

  /// Returns the number of groups.
  public int groupCount() {
    return groupCount;
  }

  /// Returns the names of the groups in order; empty if they have none.
  public List<String> groupNames() {
    return groupNames;
  }

  @Override
  public @Nullable Match match(HTTPServerRequest request) {
    if (literal != null) {
      return literal.equals(request.path()) ? Match.EMPTY : null;
    }
    var matcher = pattern.matcher(request.path());
    if (!matcher.matches()) {
      return null;
    }
    if (groupCount == 0) {
      return Match.EMPTY;
    }
    if (groupNames.isEmpty()) {
      var args = new ArrayList<@Nullable ByteString>(groupCount);
      for (int i = 1; i <= groupCount; i++) {
        args.add(decode(matcher.group(i)));
      }
      return new Match(args, Map.of());
    }
    var kwargs = new LinkedHashMap<String, @Nullable ByteString>();
    for (String name : groupNames) {
      kwargs.put(name, decode(matcher.group(name)));
    }
    return new Match(List.of(), kwargs);
  }

  /// Returns a path that would match.
  ///
  /// @throws IllegalArgumentException if the pattern is too complex to be reversed, or the number of args is not that of the
  ///     groups
  @Override
  public String reverse(Object... args) {
    if (template == null) {
      throw new IllegalArgumentException("pattern can't be reversed: " + pattern);
    }
    return template.fill(args);
  }

  @Override
  public String toString() {
    return "PathMatches(" + pattern + ")";
  }

  private static @Nullable ByteString decode(@Nullable String group) {
    return group == null ? null : Escape.urlUnescapePathBytes(group);
  }

  private static List<String> namesInOrder(Pattern pattern) {
    return pattern.namedGroups().entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isLiteral(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if ("\\^$.|?*+()[]{}".indexOf(pattern.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
