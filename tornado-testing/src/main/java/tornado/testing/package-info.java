// SPDX-License-Identifier: Apache-2.0
/// Tests whose methods are coroutines, on a loop of their own.
///
/// [tornado.testing.AsyncTestCase] is for any code that waits, [tornado.testing.AsyncHTTPTestCase] for an application that is to be asked over HTTP,
/// [tornado.testing.AsyncHTTPSTestCase] for one over TLS. Who doesn't want to inherit annotates a class with [tornado.testing.TornadoTest], and
/// has applications served by a [tornado.testing.TestServer].
///
/// A test fails for what it throws, and also for
/// * what a callback of its loop throws, at once;
/// * taking longer than [tornado.testing.AsyncTimeout] says: the failure shows all coroutines, and what they wait for;
/// * a warning or an error that Tornado logs, unless an [tornado.testing.ExpectLog] takes it; see [tornado.testing.AllowLogs];
/// * what it leaves behind on its loop; see [tornado.testing.AllowLeaks].
///
/// To see what is logged takes Logback, which is an optional dependency: SLF4J itself shows nobody what is logged.
///
/// Tornado: `tornado.testing`.
@NullMarked
package tornado.testing;

import org.jspecify.annotations.NullMarked;
