// SPDX-License-Identifier: Apache-2.0
/// Small things every other package needs.
@NullMarked
package tornado.util;

import org.jspecify.annotations.NullMarked;
