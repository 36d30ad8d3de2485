// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.function.IntSupplier;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httpclient.Interceptor;
import tornado.netutil.SSLOptions;

/// Has a client trust the test's server, whatever name it goes by, and however a request was made. Requests to others go their way.
///
/// **Thread**: any.
///
/// @param port the server's
/// @param options how TLS is done with it
record ServerTrust(IntSupplier port, SSLOptions options) implements Interceptor {
  @Override
  public HTTPResponse intercept(HTTPRequest request, Next next) {
    String toServer = "https://[^/?#]*:" + port.getAsInt() + "(?:[/?#].*)?";
    return next.fetch(
        request.url().matches(toServer)
            ? request.toBuilder().sslOptions(options).build()
            : request);
  }
}
