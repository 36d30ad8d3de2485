// SPDX-License-Identifier: Apache-2.0
/// The HTTP server, routing, and the web framework.
///
/// zstd-jni and brotli4j are needed for answers that are compressed by zstd and Brotli only. The JDK's HTTP server is needed by
/// `tornado.web.jdk` only, and only where a program uses that, which requires `jdk.httpserver` itself then: its `Filter` and `Authenticator` would else
/// come with every `import module tornado.server`.
module tornado.server {
  requires static transitive org.jspecify;
  requires transitive tornado.core;
  requires transitive tornado.template;
  requires java.management;
  requires static com.aayushatharva.brotli4j;
  requires static com.github.luben.zstd_jni;
  requires static jdk.httpserver;

  exports tornado.autoreload;
  exports tornado.filters;
  exports tornado.httpserver;
  exports tornado.routing;
  exports tornado.web;
  exports tornado.web.jdk;

  // Templates read their handler, most of whose public methods are those of types that are not.
  opens tornado.web to
      tornado.template;
}
