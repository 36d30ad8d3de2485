// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Lets a test pass, or all of a class, though it leaves something behind on its loop: a connection or a server that is open, a timer that
/// is not due, a coroutine that runs.
///
/// Without it such a test fails, and shows where each was made. What ends by itself within a quarter of a second is not left behind. Nor are
/// connections of [tornado.httpclient.AsyncHTTPClient#current], which is closed with the loop. It takes a loop in debug mode, as tests have
/// unless [AsyncTestCase#getNewIOLoop] makes another.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowLeaks {}
