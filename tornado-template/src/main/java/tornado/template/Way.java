// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// How a failure leaves a tag, which decides whether that is one of the places that the message names.
enum Way {
  /// It stays in the template: of tags around each other only the innermost counts.
  WITHIN,
  /// It comes out of a template that the tag brings in, which may be the same again: each counts.
  INCLUDED,
  /// It comes out of a template that this one extends: it counts if nothing has named this one, which is the page, or leads to it.
  EXTENDED
}
