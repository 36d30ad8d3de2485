// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a template passes to a function, a macro or a module: values in order, then values with names.
///
/// **Thread**: any.
///
/// @param positional those without a name
/// @param named those with one
public record Arguments(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
  /// Makes arguments of copies.
  public Arguments {
    var values = new ArrayList<@Nullable Object>(positional);
    values.replaceAll(Arguments::marked);
    positional = Collections.unmodifiableList(values);
    if (!named.isEmpty()) {
      var byName = new HashMap<String, @Nullable Object>(named);
      byName.replaceAll((_, value) -> marked(value));
      named = Collections.unmodifiableMap(byName);
    }
  }

  /// Turns Pebble's mark for HTML into ours.
  static @Nullable Object marked(@Nullable Object value) {
    return value instanceof SafeString html ? new Markup(html.toString()) : value;
  }

  /// Makes arguments without names.
  public static Arguments of(@Nullable Object... positional) {
    return new Arguments(Arrays.asList(positional), Map.of());
  }

  /// Returns how many there are without a name.
  public int size() {
    return positional.size();
  }

  /// Returns the value at `index`, or null if there are fewer.
  public @Nullable Object get(int index) {
    return index < positional.size() ? positional.get(index) : null;
  }

  /// Returns the value at `index` as text; null and a missing one are empty.
  public String text(int index) {
    Object value = get(index);
    return value == null ? "" : Page.textOf(value);
  }

  /// Returns the value of that name, or null if there is none.
  public @Nullable Object get(String name) {
    return named.get(name);
  }
}
