// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Lets a handler, or one of its verbs, run only for somebody: if [RequestHandler#currentUser] is null, false or an empty text, GET and
/// HEAD are redirected to the login page, which learns of the request's URL by its argument `next`, and other methods get a 403.
///
/// `prepare` runs before, and so does `dataReceived` of handlers that stream. A method that overrides one with this annotation needs it
/// again; a class inherits it. Elsewhere than on verbs it is a mistake, as is a missing login page, and building the application fails.
///
/// Tornado: `web.authenticated`.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Authenticated {}
