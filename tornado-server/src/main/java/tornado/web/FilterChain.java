// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.List;

/// What comes behind a filter.
///
/// **Thread**: the handler's coroutine.
///
/// @param at the index of the next filter
/// @param last what comes behind all of them
record FilterChain(List<Filter> filters, int at, RequestHandler handler, Filter.Next last)
    implements Filter.Next {
  @Override
  public void run() throws Exception {
    if (handler.finished()) {
      return;
    }
    if (at == filters.size()) {
      last.run();
    } else {
      filters.get(at).filter(handler, new FilterChain(filters, at + 1, handler, last));
    }
  }
}
