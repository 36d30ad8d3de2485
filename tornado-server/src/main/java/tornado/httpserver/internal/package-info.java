// SPDX-License-Identifier: Apache-2.0
/// What HTTP server, routing and the web framework share and users don't see.
@NullMarked
package tornado.httpserver.internal;

import org.jspecify.annotations.NullMarked;
