// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import okio.ByteString;

/// A file that came in a form. Tornado: `HTTPFile`.
///
/// **Thread**: any.
///
/// @param filename the name the sender gave it: never a path to trust
/// @param body its bytes
/// @param contentType the type the sender gave it, or `application/unknown`
public record HTTPFile(String filename, ByteString body, String contentType) {}
