// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives a handler the body as it arrives: `prepare` runs when the head is there, `dataReceived` for each piece, and the verb's method
/// after the last. Reading waits for the handler. The body is not parsed: arguments are those of the query. If `prepare` or
/// `dataReceived` ends the answer nothing more is called, and the connection closes unless the body was read to its end.
///
/// In a handler without a `dataReceived` the verb's method runs when the head is there, and takes the body by
/// [RequestHandler#parts] or [RequestHandler#bodySource]. Until then a client that asks with `Expect: 100-continue` is not told to send it.
///
/// Tornado: `stream_request_body`.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StreamRequestBody {}
