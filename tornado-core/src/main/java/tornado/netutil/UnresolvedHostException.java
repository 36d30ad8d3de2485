// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// A host whose addresses can't be found. **Thread**: any.
public final class UnresolvedHostException extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Makes an exception that names the host.
  public UnresolvedHostException(String host, @Nullable Throwable cause) {
    super("host can't be resolved: " + host, cause);
  }
}
