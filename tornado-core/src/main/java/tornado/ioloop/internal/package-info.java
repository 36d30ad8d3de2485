// SPDX-License-Identifier: Apache-2.0
/// What `tornado.locks` and `tornado.queues` share and users don't see.
///
/// [WaitLine][tornado.ioloop.internal.WaitLine] is the entry.
@NullMarked
package tornado.ioloop.internal;

import org.jspecify.annotations.NullMarked;
