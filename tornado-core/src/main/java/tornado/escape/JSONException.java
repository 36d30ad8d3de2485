// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import org.jspecify.annotations.Nullable;
import tornado.util.TornadoException;

/// JSON that can't be read or written. **Thread**: any.
public final class JSONException extends TornadoException {
  private static final long serialVersionUID = 1L;

  /// Where in the document; a path such as `items[2].name`, or empty.
  private final String path;

  /// Makes an exception that says what is wrong and where.
  JSONException(String path, String message, @Nullable Throwable cause) {
    super(path.isEmpty() ? message : path + ": " + message, cause);
    this.path = path;
  }

  /// Returns where in the document it is wrong, such as `items[2].name`; empty if nowhere in particular.
  public String path() {
    return path;
  }
}
