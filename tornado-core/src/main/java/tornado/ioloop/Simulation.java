// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

/// What stands in for chance, for time that passes and for the network, so that every run of a test is the same.
///
/// A simulated loop runs everything on its own thread, one thing after another: coroutines, those that may block as well, and what is
/// given to [IOLoop#runInExecutor] without a pool. It needs the flag that lets coroutines run on the loop.
///
/// **Thread**: loop.
public interface Simulation {
  /// Chooses what goes on next. It is asked before each step, also if there is no choice.
  ///
  /// @param count how many things could go on, at least 1: the callback that was added first if there is one, then the coroutines that are
  ///     ready, in the order in which they became so
  /// @return which of them, from 0
  int choose(int count);

  /// Lets time pass, now that nothing can go on. The simulation sets its clock to `deadlineNanos`, unless it has to let the machine's own
  /// time pass first.
  ///
  /// @param deadlineNanos when the next timer is due, on the clock's scale; [Long#MAX_VALUE] if there is none
  /// @param elsewhere how many coroutines wait for something that the loop knows nothing of: a sleep or a lock of the JDK's, a pool of
  ///     the program's own
  /// @return for how many nanoseconds of the machine's time the loop waits for something to come from outside; 0 for not at all
  long pass(long deadlineNanos, int elsewhere);

  /// Returns what the loop connects through and listens on.
  Sockets sockets();
}
