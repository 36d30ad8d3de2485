// SPDX-License-Identifier: Apache-2.0
/// Tests whose methods are coroutines, on a loop of their own.
///
/// [tornado.testing.AsyncTestCase] is for any code that waits, [tornado.testing.AsyncHTTPTestCase] for an application that is to be asked over HTTP.
///
/// Tornado: `tornado.testing`.
@NullMarked
package tornado.testing;

import org.jspecify.annotations.NullMarked;
