// SPDX-License-Identifier: Apache-2.0
/// What HTTP server and routing share and users don't see.
@NullMarked
package tornado.httpserver.internal;

import org.jspecify.annotations.NullMarked;
