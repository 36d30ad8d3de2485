// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

/// How a fetch ends.
public enum FetchOption {
  /// A response with any status is a success. Failures without a response are failures still. Tornado: `raise_error=False`.
  RETURN_ERRORS,

  /// A response with a status other than 200 to 299 is a failure: as if nothing was said. Tornado: `raise_error=True`.
  RAISE_ERRORS
}
