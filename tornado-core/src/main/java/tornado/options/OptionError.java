// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import tornado.util.TornadoException;

/// An option that is set wrongly, unknown, or defined twice. The message names it, its value, and what was expected.
///
/// Tornado: `options.Error`.
///
/// **Thread**: any.
public final class OptionError extends TornadoException {
  private static final long serialVersionUID = 1L;

  OptionError(String message) {
    super(message);
  }
}
