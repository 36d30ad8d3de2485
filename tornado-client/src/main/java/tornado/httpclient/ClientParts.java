// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import tornado.ioloop.IOLoop;

/// What all fetches of a client have in common.
///
/// **Thread**: any; what it holds says more.
///
/// @param retryBudget how many retries it may still do
/// @param digests what it knows of servers that it authenticates to by digest
record ClientParts(
    IOLoop loop,
    Pool pool,
    AsyncHTTPClientOptions options,
    RetryBudget retryBudget,
    DigestSpaces digests) {
  ClientParts(IOLoop loop, AsyncHTTPClientOptions options) {
    this(loop, new Pool(loop, options), options, new RetryBudget(), new DigestSpaces());
  }
}
