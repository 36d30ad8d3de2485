// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A body that is not in the coding it should be.
final class DecodeException extends TornadoException {
  private static final long serialVersionUID = 1L;

  DecodeException(@Nullable String message) {
    super(message);
  }
}
