// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.nio.file.Path;

/// What a supervisor acts on, one after the other. **Thread**: any.
sealed interface Event {
  /// The program shall run for the first time.
  record Begun() implements Event {}

  /// A file was changed.
  record Changed(Path file) implements Event {}

  /// A generation listens.
  record Ready(Child child) implements Event {}

  /// A generation has ended.
  record Ended(Child child, int status) implements Event {}
}
