// SPDX-License-Identifier: Apache-2.0
package tornado.web;

/// An argument that the request had to have: 400. Tornado: `MissingArgumentError`.
///
/// **Thread**: any.
public final class MissingArgumentError extends HTTPError {
  private static final long serialVersionUID = 1L;

  private final String argName;

  /// Makes an error that names the argument.
  public MissingArgumentError(String argName) {
    super(400, "Missing argument " + argName);
    this.argName = argName;
  }

  /// Returns the argument's name.
  public String argName() {
    return argName;
  }
}
