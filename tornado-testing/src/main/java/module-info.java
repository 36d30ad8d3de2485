// SPDX-License-Identifier: Apache-2.0
/// Base classes for tests, on JUnit Jupiter.
module tornado.testing {
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires org.junit.platform.commons;
  requires transitive tornado.client;
  requires transitive tornado.server;

  exports tornado.testing;

  // JUnit calls what the base classes do before and after each test.
  opens tornado.testing to
      org.junit.platform.commons;
}
