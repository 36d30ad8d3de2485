// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// What `{% import "name" as alias %}` calls `alias`.
///
/// **Thread**: any.
///
/// @param template whose macros they are
record MacroSet(CompiledTemplate template) {}
