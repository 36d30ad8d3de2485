// SPDX-License-Identifier: Apache-2.0
package tornado.queues;

import tornado.util.TornadoException;

/// [Queue#getNowait] found no item.
///
/// **Thread**: any.
public final class QueueEmpty extends TornadoException {
  private static final long serialVersionUID = 1L;

  QueueEmpty() {
    super("queue is empty");
  }
}
