// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// Limits of forms in bodies. Tornado: `ParseBodyConfig`; there is no process-wide one, an application says its own.
///
/// **Thread**: any.
///
/// @param multipart the limits of multipart bodies
public record ParseBodyConfig(ParseMultipartConfig multipart) {
  /// The limits that hold when nothing is said.
  public static final ParseBodyConfig DEFAULT = new ParseBodyConfig(ParseMultipartConfig.DEFAULT);
}
