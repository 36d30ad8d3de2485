// SPDX-License-Identifier: Apache-2.0
package tornado.web;

/// How the URL of a static file is to look; see [RequestHandler#staticUrl].
///
/// **Thread**: any.
public enum StaticURLOption {
  /// With the protocol and host of the request. Tornado: `include_host=True`.
  WITH_HOST,
  /// Without the file's version. Tornado: `include_version=False`.
  WITHOUT_VERSION
}
