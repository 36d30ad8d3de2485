// SPDX-License-Identifier: Apache-2.0
/// Transports for tests, here and in the testing module, and what transports without a channel share.
///
/// [MemoryTransport][tornado.iostream.internal.MemoryTransport] is the entry.
@NullMarked
package tornado.iostream.internal;

import org.jspecify.annotations.NullMarked;
