// SPDX-License-Identifier: Apache-2.0
/// The HTTP client.
///
/// brotli4j and zstd-jni are needed for responses that are compressed by Brotli and zstd only.
module tornado.client {
  requires static transitive org.jspecify;
  requires transitive tornado.core;
  requires static com.aayushatharva.brotli4j;
  requires static com.github.luben.zstd_jni;

  exports tornado.httpclient;
}
