// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.util.Map;
import tornado.httputil.HTTPUtil;

/// The form encoding of bodies.
///
/// **Thread**: any.
final class FormEncoding {
  private FormEncoding() {}

  static String encode(Map<String, String> fields) {
    return fields.isEmpty() ? "" : HTTPUtil.urlConcat("", fields).substring(1);
  }
}
