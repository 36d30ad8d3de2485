// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tornado.template.RandomValues.Kind;
import tornado.template.RandomValues.Variable;

/// What there is around a piece of a random template.
///
/// **Thread**: any.
///
/// @param variables that it may read
/// @param macros that it may call
/// @param traits of the tags around it
record Surroundings(List<Variable> variables, List<String> macros, Set<Trait> traits) {
  /// What of the tags around matters.
  enum Trait {
    /// There is one, which may not be reached: so no block, whose name may be given once only.
    INNER,
    /// One is a loop, whose place is in the variable `loop`.
    LOOP,
    /// One is a macro or an embedded template, which brings in no other.
    CLOSED,
    /// Values are escaped for another place than HTML, where what is safe in HTML is not, which Pebble doesn't know. So only values of the
    /// program's stand there.
    PLAIN,
    /// In Pebble no tag says here what is escaped. So nothing is.
    UNESCAPED
  }

  /// A template by itself.
  static final Surroundings NONE = new Surroundings(RandomValues.VARIABLES, List.of(), Set.of());

  boolean are(Trait trait) {
    return traits.contains(trait);
  }

  Surroundings with(Trait trait) {
    Set<Trait> more = EnumSet.of(trait);
    more.addAll(traits);
    return new Surroundings(variables, macros, more);
  }

  Surroundings with(String variable, Kind kind) {
    var more = new ArrayList<>(variables);
    more.add(new Variable(variable, kind));
    return new Surroundings(more, macros, traits);
  }

  Surroundings withMacros(String... names) {
    return new Surroundings(variables, List.of(names), traits);
  }
}
