// SPDX-License-Identifier: Apache-2.0
/// The event loop and the coroutines that run on it.
///
/// [IOLoop][tornado.ioloop.IOLoop] is the entry: callbacks, timers, channel readiness. [Async][tornado.ioloop.Async]
/// has the verbs of straight-line code: `await`, `spawn`, `sleep`, `withTimeout`, `all`. A coroutine is a virtual
/// thread; where the JVM is started with `--add-opens java.base/java.lang=ALL-UNNAMED` it runs on its IOLoop's own
/// thread, elsewhere on the JDK's scheduler, with the same results.
///
/// This package is also the one door for time, transport and randomness: [Clock][tornado.ioloop.Clock],
/// [Transport][tornado.ioloop.Transport] and [IOLoop#random()][tornado.ioloop.IOLoop#random()]. Nothing else in the
/// library reads a clock, opens a socket or draws a random number.
///
/// Tornado: `tornado.ioloop`, `tornado.gen`, `tornado.concurrent`.
@NullMarked
package tornado.ioloop;

import org.jspecify.annotations.NullMarked;
