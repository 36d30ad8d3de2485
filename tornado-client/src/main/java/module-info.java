// SPDX-License-Identifier: Apache-2.0
/// The HTTP client.
module tornado.client {
  requires static transitive org.jspecify;
  requires transitive tornado.core;

  exports tornado.httpclient;
}
