// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// What renders `{% module Name(args) %}`: found in the namespace under the name `modules`.
///
/// Templates may also write `{{ modules.Name(args) }}`.
@FunctionalInterface
public interface TemplateModules {
  /// Returns a module's HTML, which goes into the page as it is.
  ///
  /// @throws RuntimeException if there is no module of that name, or it fails
  String render(String name, Arguments arguments);
}
