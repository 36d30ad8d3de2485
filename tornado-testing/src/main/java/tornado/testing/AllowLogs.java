// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Lets a test pass, or all of a class, though Tornado logs a warning or an error that no [ExpectLog] takes.
///
/// Without it such a test fails. Two kinds of lines never count: those of the access log, since an error status is an answer like any
/// other, and the warning that the loop was held, since on a busy machine any code may hold it.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowLogs {}
