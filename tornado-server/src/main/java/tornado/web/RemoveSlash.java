// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Redirects GET and HEAD to the same path without slashes at its end, for good (301). Other methods get a 404. The path `/` is left as
/// it is; in Tornado other methods get a 404 for it too. The route must match both: `/about/?`.
///
/// Tornado: `web.removeslash`.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RemoveSlash {}
