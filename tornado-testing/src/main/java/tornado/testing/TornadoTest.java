// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Makes a class what an [AsyncTestCase] is, for those who don't inherit: its tests are coroutines, each on a loop of its own, and so is
/// what runs before and after each.
///
/// ```java
/// @TornadoTest
/// class ClientTest {
///   @Test
///   void asksSomebody(AsyncHTTPClient client) {
///     assertThat(await(client.fetch("http://example.com/")).code()).isEqualTo(200);
///   }
/// }
/// ```
///
/// | parameter | what it is |
/// |---|---|
/// | [tornado.ioloop.IOLoop] | the test's loop |
/// | [tornado.httpclient.AsyncHTTPClient] | a client on it: that of the class's [TestServer], or else [tornado.httpclient.AsyncHTTPClient#current], closed after the test |
///
/// `await` is [tornado.ioloop.Async#await], to be imported statically.
@Documented
@ExtendWith(CoroutineTests.class)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TornadoTest {}
