// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

/// What a supervisor does when its program has ended by itself. **Thread**: any.
enum AfterEnd {
  /// Ends too, with the same status: the program is a server.
  END,

  /// Runs the program again once a file changes.
  RUN_AGAIN,

  /// Ends if the status was 0, else runs the program again once a file changes.
  RUN_UNTIL_SUCCESS
}
