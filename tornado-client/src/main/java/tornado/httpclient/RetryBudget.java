// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import org.jspecify.annotations.Nullable;

/// How many retries a client may still do: each of its requests earns a part of one.
///
/// **Thread**: loop.
final class RetryBudget {
  /// How many were done less what was earned since; never below nothing, so that what is saved is no more than the reserve.
  private double spent;

  /// Counts a request.
  void earn(@Nullable RetryPolicy policy) {
    if (policy != null) {
      spent = Math.max(0, spent - policy.earned());
    }
  }

  /// Takes a retry.
  ///
  /// @return false if there is none left
  boolean spend(RetryPolicy policy) {
    if (spent + 1 > policy.reserve()) {
      return false;
    }
    spent++;
    return true;
  }
}
