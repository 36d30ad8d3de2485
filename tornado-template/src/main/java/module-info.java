// SPDX-License-Identifier: Apache-2.0
/// Templates. Pebble works inside; none of its types is seen from outside.
///
/// A program that is a module opens the packages of the types its templates read to this module.
module tornado.template {
  requires static transitive org.jspecify;
  requires transitive tornado.core;
  requires io.pebbletemplates;

  exports tornado.template;
}
