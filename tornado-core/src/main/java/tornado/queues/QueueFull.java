// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import tornado.util.TornadoException;

/// [Queue#putNowait] found no room.
///
/// **Thread**: any.
public final class QueueFull extends TornadoException {
  private static final long serialVersionUID = 1L;

  QueueFull(int maxsize) {
    super("queue is full: it holds " + maxsize);
  }
}
