// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Redirects GET and HEAD to the same path with a slash at its end, for good (301), unless there is one. Other methods get a 404. The
/// route must match both: `/about/?`.
///
/// Tornado: `web.addslash`.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AddSlash {}
