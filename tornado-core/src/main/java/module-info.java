// SPDX-License-Identifier: Apache-2.0
/// The IOLoop and everything both ends of a connection share.
module tornado.core {
  requires static transitive org.jspecify;
  requires transitive okio;
  requires transitive org.slf4j;
  requires tools.jackson.databind;
  requires kotlin.stdlib;

  exports tornado.ioloop;
  exports tornado.iostream;
  exports tornado.netutil;
  exports tornado.tcpserver;
  exports tornado.util;
}
