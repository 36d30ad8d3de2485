// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.ResponseStartLine;

/// Has a real server answer, and keeps what it says.
///
/// **Thread**: loop.
final class StubRecorder {
  private final String base;
  private final Path file;
  private final List<RecordedExchange> exchanges = new ArrayList<>();

  /// @param base the URL of the real server, without a path
  /// @param file what is written in the end
  StubRecorder(String base, Path file) {
    this.base = base;
    this.file = file;
  }

  /// Asks the real server. If that fails the answer is 502, which isn't kept.
  CompletableFuture<StubAnswer> answer(RecordedRequest request) {
    HTTPRequest.Builder question =
        HTTPRequest.builder(base + request.target())
            .method(request.method())
            .allowNonstandardMethods(true)
            .followRedirects(false)
            .decompressResponse(false);
    request
        .headers()
        .forEach((name, value) -> {
          if (!RecordedExchanges.isFraming(name) && !name.equals("Host")) {
            question.header(name, value);
          }
        });
    if (request.body().size() > 0) {
      question.body(request.body());
    }
    return AsyncHTTPClient.current()
        .fetch(question.build(), FetchOption.RETURN_ERRORS)
        .thenApply(response -> keep(request, response))
        .exceptionally(failure -> StubAnswer.of(502).body(failure.getMessage() + "\n"));
  }

  private StubAnswer keep(RecordedRequest request, HTTPResponse response) {
    HTTPHeaders fields = new HTTPHeaders();
    response
        .headers()
        .forEach((name, value) -> {
          if (!RecordedExchanges.isFraming(name)) {
            fields.add(name, value);
          }
        });
    var exchange =
        new RecordedExchange(
            request,
            new ResponseStartLine("HTTP/1.1", response.code(), response.reason()),
            fields,
            response.body());
    exchanges.add(exchange);
    return exchange.answer();
  }

  void write() {
    RecordedExchanges.write(file, exchanges);
  }
}
