// SPDX-License-Identifier: Apache-2.0
package tornado.template;

/// How the parts of a page that `{% defer %}` holds come to their places when they are ready later than what follows them.
///
/// **Thread**: the page's.
public interface LateParts {
  /// Returns what stands in the place of a part until it comes. It may be anywhere in a page where text or elements may be.
  ///
  /// @param number of the part in its page, counted from 1
  /// @param meanwhile the HTML to be seen until then, which may be empty
  String placeholder(int number, String meanwhile);

  /// Takes a part whose placeholder was passed on. It may wait.
  ///
  /// @param number of the part in its page
  /// @param html the part
  void write(int number, String html);
}
