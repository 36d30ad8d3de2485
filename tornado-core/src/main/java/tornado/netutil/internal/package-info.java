// SPDX-License-Identifier: Apache-2.0
/// What the stream and client packages share with `tornado.netutil` and users don't see.
///
/// [TCPTransport][tornado.netutil.internal.TCPTransport] is the entry.
@NullMarked
package tornado.netutil.internal;

import org.jspecify.annotations.NullMarked;
