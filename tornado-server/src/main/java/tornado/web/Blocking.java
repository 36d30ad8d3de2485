// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Runs a handler, or one of its verbs, beside the IOLoop instead of on it: on the JDK's scheduler of virtual threads. For code that
/// computes long, reads big files or calls native libraries, which would hold up every other request. On a verb it moves the whole
/// request, `prepare` included.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Blocking {}
