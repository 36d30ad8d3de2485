// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.escape.LinkifyOptions;

/// `linkify(text, shorten=true, extra_params="rel=nofollow", require_protocol=true, permitted_protocols=["https"])`, as Tornado's.
///
/// **Thread**: any.
final class Links {
  private Links() {}

  static Markup linkify(Arguments arguments) {
    return new Markup(
        Escape.linkify(
            arguments.text(0),
            arguments.named().isEmpty() && arguments.size() < 2
                ? LinkifyOptions.DEFAULT
                : options(arguments)));
  }

  private static LinkifyOptions options(Arguments arguments) {
    var options =
        LinkifyOptions.builder()
            .shorten(Truth.of(value(arguments, 1, "shorten")))
            .requireProtocol(Truth.of(value(arguments, 3, "require_protocol")));
    if (value(arguments, 2, "extra_params") instanceof String params) {
      options.extraParams(params);
    }
    if (value(arguments, 4, "permitted_protocols") instanceof Iterable<?> protocols) {
      Set<String> permitted = new LinkedHashSet<>();
      protocols.forEach(protocol -> permitted.add(String.valueOf(protocol)));
      options.permittedProtocols(permitted);
    }
    return options.build();
  }

  private static @Nullable Object value(Arguments arguments, int index, String name) {
    return index < arguments.size() ? arguments.get(index) : arguments.get(name);
  }
}
