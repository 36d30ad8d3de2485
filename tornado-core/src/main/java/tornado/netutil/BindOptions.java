// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

/// How a listening socket is bound.
///
/// **Thread**: any.
///
/// @param backlog how many connections the system holds that were not accepted yet; 128 by default
/// @param reusePort whether several sockets may share the port, the system dealing connections out among them (SO_REUSEPORT); off
///     by default
public record BindOptions(int backlog, boolean reusePort) {
  /// What holds when nothing is said.
  public static final BindOptions DEFAULT = new BindOptions(128, false);

  /// Checks the backlog.
  public BindOptions {
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog < 1: " + backlog);
    }
  }

  /// Returns the same options with another backlog.
  public BindOptions withBacklog(int newBacklog) {
    return new BindOptions(newBacklog, reusePort);
  }

  /// Returns the same options with a port that may be shared.
  public BindOptions withReusePort() {
    return new BindOptions(backlog, true);
  }
}
