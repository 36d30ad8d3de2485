// SPDX-License-Identifier: Apache-2.0
/// Base classes for tests, on JUnit Jupiter.
///
/// Logback is needed to see what tests log, as `ExpectLog` does, and only where a program uses that.
module tornado.testing {
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires org.junit.platform.commons;
  requires transitive tornado.client;
  requires transitive tornado.server;
  requires static ch.qos.logback.classic;
  requires static ch.qos.logback.core;

  exports tornado.testing;

  // JUnit calls what the base classes do before and after each test.
  opens tornado.testing to
      org.junit.platform.commons;
}
