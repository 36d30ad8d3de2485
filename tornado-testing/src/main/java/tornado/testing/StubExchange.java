// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;
import tornado.ioloop.Timeout;
import tornado.iostream.IOStream;

/// One request to a [StubUpstream], and how it is answered: well-formed responses by the connection, all else straight on its stream.
///
/// **Thread**: loop.
final class StubExchange implements HTTPMessageDelegate {
  private final StubUpstream upstream;
  private final IOStream stream;
  private final HTTPConnection connection;
  private final Buffer body = new Buffer();
  private @Nullable RequestStartLine startLine;
  private HTTPHeaders headers = new HTTPHeaders();
  private @Nullable Timeout delay;
  private boolean gone;

  StubExchange(StubUpstream upstream, IOStream stream, HTTPConnection connection) {
    this.upstream = upstream;
    this.stream = stream;
    this.connection = connection;
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine line, HTTPHeaders fields) {
    startLine = (RequestStartLine) line;
    headers = fields;
    return READY;
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    body.write(chunk);
    return READY;
  }

  @Override
  public void finish() {
    RequestStartLine line = startLine;
    if (line == null) {
      throw new IllegalStateException("finish before headersReceived");
    }
    var request = new RecordedRequest(line.method(), line.path(), headers, body.readByteString());
    stream
        .loop()
        .addFuture(upstream.answer(request), answer -> answerLater(request, answer.resultNow()));
  }

  @Override
  public void onConnectionClose() {
    gone = true;
    if (delay != null) {
      stream.loop().removeTimeout(delay);
    }
  }

  private void answerLater(RecordedRequest request, StubAnswer answer) {
    if (answer.delay().isZero()) {
      answer(request, answer);
    } else if (!gone) {
      delay = stream.loop().callLater(answer.delay(), () -> answer(request, answer));
    }
  }

  private void answer(RecordedRequest request, StubAnswer answer) {
    if (gone) {
      return;
    }
    switch (answer.content()) {
      case StubAnswer.Content.Response response -> respond(request, response, answer.cut());
      case StubAnswer.Content.Raw raw -> hangUpAfter(stream.write(raw.bytes()));
      case StubAnswer.Content.HangUp _ -> stream.close();
      case StubAnswer.Content.Silence _ -> {}
    }
  }

  private void respond(
      RecordedRequest request, StubAnswer.Content.Response response, @Nullable Long cut) {
    HTTPHeaders fields = response.headers().copy();
    boolean bodiless = request.method().equals("HEAD") || isBodiless(response.code());
    if (!isBodiless(response.code()) && !fields.contains("Transfer-Encoding")) {
      fields.setIfAbsent("Content-Length", Integer.toString(response.body().size()));
    }
    var line = new ResponseStartLine("HTTP/1.1", response.code(), response.reason());
    ByteString content = bodiless ? ByteString.EMPTY : response.body();
    if (cut == null) {
      connection.writeHeaders(line, fields, content);
      connection.finish();
    } else {
      int end = (int) Math.min(cut, content.size());
      hangUpAfter(connection.writeHeaders(line, fields, content.substring(0, end)));
    }
  }

  /// Statuses of which no response has a body (RFC 9110 §15.3.5 and §15.4.5).
  private static boolean isBodiless(int code) {
    return code == 204 || code == 304;
  }

  private void hangUpAfter(CompletableFuture<?> written) {
    written.whenComplete((_, _) -> stream.close());
  }
}
