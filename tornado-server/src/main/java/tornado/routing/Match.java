// SPDX-License-Identifier: Apache-2.0
package tornado.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// What a matcher found in a request: the groups of its pattern, percent-decoded, `+` kept as it is.
///
/// Either list or map is empty, since the groups of a pattern are all named or all not. An optional group that took no part
/// is null.
///
/// **Thread**: any.
///
/// @param pathArgs the unnamed groups, in order
/// @param pathKwargs the named groups
public record Match(
    List<@Nullable ByteString> pathArgs, Map<String, @Nullable ByteString> pathKwargs) {
  /// A match without groups.
  public static final Match EMPTY = new Match(List.of(), Map.of());

  /// Copies both collections.
  public Match {
    pathArgs =
        pathArgs.isEmpty()
            ? List.of()
            : Collections.unmodifiableList(new ArrayList<@Nullable ByteString>(pathArgs));
    pathKwargs =
        pathKwargs.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(
                new LinkedHashMap<String, @Nullable ByteString>(pathKwargs));
  }
}
