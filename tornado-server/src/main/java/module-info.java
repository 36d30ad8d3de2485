// SPDX-License-Identifier: Apache-2.0
/// The HTTP server, routing, and the web framework.
module tornado.server {
  requires static transitive org.jspecify;
  requires transitive tornado.core;

  exports tornado.filters;
  exports tornado.httpserver;
  exports tornado.routing;
  exports tornado.web;
}
