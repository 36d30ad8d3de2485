// SPDX-License-Identifier: Apache-2.0
/// The IOLoop and everything both ends of a connection share: streams, HTTP messages and their codec.
///
/// Logback is needed by `tornado.log.LogLayout` only, and only where a program uses that.
module tornado.core {
  requires static transitive org.jspecify;
  requires transitive okio;
  requires transitive org.slf4j;
  requires tools.jackson.databind;
  requires kotlin.stdlib;
  requires static ch.qos.logback.classic;
  requires static ch.qos.logback.core;

  exports tornado.escape;
  exports tornado.http1connection;
  exports tornado.httputil;
  exports tornado.ioloop;
  exports tornado.iostream;
  exports tornado.locale;
  exports tornado.locks;
  exports tornado.log;
  exports tornado.netutil;
  exports tornado.options;
  exports tornado.process;
  exports tornado.queues;
  exports tornado.tcpclient;
  exports tornado.tcpserver;
  exports tornado.util;
}
