// SPDX-License-Identifier: Apache-2.0
/// The project's own web site, itself a Tornado application. [Main][tornado.site.Main] starts it.
@NullMarked
package tornado.site;

import org.jspecify.annotations.NullMarked;
