// SPDX-License-Identifier: Apache-2.0
/// The application that Python's Tornado serves as well, in `../../../../../python`: each handler here has its twin there, in a file of the
/// same name. [App][tornado.conformance.App] is the entry.
@NullMarked
package tornado.conformance;

import org.jspecify.annotations.NullMarked;
