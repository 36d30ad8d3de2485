// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Scope;
import tornado.ioloop.Timeout;

/// The life of one fetch: one request after another, as redirects say, until there is a response or an error.
///
/// **Thread**: loop, but for the constructor.
final class Fetch {
  private final ClientParts parts;
  private final IOLoop loop;
  private final Pool pool;
  private final AsyncHTTPClientOptions options;
  private final HTTPRequest request;
  private final boolean returnErrors;
  private final CompletableFuture<HTTPResponse> result;
  private final Instant startTime;

  /// Takes the body, if the request wants to read it as it comes.
  private final @Nullable ResponseStream stream;

  private final @Nullable Retries retries;
  private final @Nullable DigestAuth digest;
  private @Nullable Hop hop;
  private @Nullable Timeout requestTimer;
  private @Nullable Timeout connectTimer;

  /// While nothing is under way until the request is sent again.
  private @Nullable Timeout pause;

  private int redirects;
  private boolean replayed;

  private Fetch(
      ClientParts parts,
      HTTPRequest request,
      boolean returnErrors,
      CompletableFuture<HTTPResponse> result,
      @Nullable Scope scope) {
    this.parts = parts;
    this.loop = parts.loop();
    this.pool = parts.pool();
    this.options = parts.options();
    this.request = request;
    this.returnErrors = returnErrors;
    this.result = result;
    this.startTime = loop.clock().instant();
    this.stream = request.streamResponse() ? new ResponseStream(() -> run(this::end), scope) : null;
    this.retries = Retries.of(loop, retryPolicy(), parts.retryBudget(), request);
    this.digest = DigestAuth.of(parts, request);
  }

  /// Starts a fetch.
  ///
  /// @param returnErrors whether a response with any status is a success
  /// @param scope what a body that is read as it comes ends with; null for nothing
  static void start(
      ClientParts parts,
      HTTPRequest request,
      boolean returnErrors,
      CompletableFuture<HTTPResponse> result,
      @Nullable Scope scope) {
    var fetch = new Fetch(parts, request, returnErrors, result, scope);
    if (parts.loop().inLoop()) {
      fetch.start();
    } else {
      parts.loop().addCallback(fetch::start);
    }
  }

  private void start() {
    if (result.isDone()) {
      return;
    }
    result.whenComplete((_, failure) -> {
      if (failure != null) {
        run(this::end);
      }
    });
    if (!request.requestTimeout().isZero()) {
      Duration limit = request.requestTimeout();
      requestTimer = loop.callLater(limit, () -> timedOut("request", limit));
    }
    parts.retryBudget().earn(retryPolicy());
    send(new Hop(this, request, request.parsedUrl(), request.method()));
  }

  private @Nullable RetryPolicy retryPolicy() {
    RetryPolicy own = request.retry();
    return own == null ? options.retry() : own;
  }

  private void run(Runnable step) {
    if (loop.inLoop()) {
      step.run();
    } else if (!loop.closed()) {
      loop.addCallback(step);
    }
  }

  private void send(Hop next) {
    hop = next;
    pool.acquire(next);
    if (!next.sent() && !result.isDone() && !request.connectTimeout().isZero()) {
      Duration limit = request.connectTimeout();
      connectTimer = loop.callLater(limit, () -> timedOut("connect", limit));
    }
  }

  /// Hears that a request has a connection.
  void connected() {
    if (connectTimer != null) {
      loop.removeTimeout(connectTimer);
      connectTimer = null;
    }
  }

  /// Adds to the fields of a request what the client knows for where it goes.
  void addKnown(Hop next, HTTPHeaders fields) {
    CookieJar jar = options.cookieJar();
    if (jar != null) {
      String cookies = jar.fieldFor(next.url(), fields.get("Cookie"), loop.clock().instant());
      if (cookies != null) {
        fields.set("Cookie", cookies);
      }
    }
    if (digest != null) {
      digest.authorize(next, fields);
    }
  }

  /// Hears that the head of a response is there.
  ///
  /// @return what is to be done at its end; null if it is the last
  @Nullable Runnable answered(Hop answered) {
    CookieJar jar = options.cookieJar();
    if (jar != null) {
      jar.receive(answered.url(), answered.responseHeaders(), loop.clock().instant());
    }
    if (digest != null && digest.answered(answered)) {
      return () -> send(new Hop(this, request, answered.url(), answered.method()));
    }
    String location = redirectOf(answered);
    if (location != null) {
      return () -> redirect(answered, location);
    }
    Duration rest = retries == null ? null : retries.afterAnswer(answered);
    return rest == null ? null : () -> sendAgain(answered, rest);
  }

  private @Nullable String redirectOf(Hop answered) {
    boolean redirect =
        switch (answered.code()) {
          case 301, 302, 303, 307, 308 -> true;
          default -> false;
        };
    return redirect && request.followRedirects() && redirects < request.maxRedirects()
        ? answered.responseHeaders().get("Location")
        : null;
  }

  /// Tells whether nobody is interested any more.
  private boolean over() {
    return result.isDone() && (stream == null || !stream.opened());
  }

  /// Returns what takes the body of the last response as it comes; null if that is read whole, as one is that makes an error.
  @Nullable ResponseStream streamOf(Hop answered) {
    boolean error = answered.code() < 200 || answered.code() >= 300;
    return answered == hop && (returnErrors || !error) ? stream : null;
  }

  /// Hears that the head of the last response is there, and that the body follows.
  void handOut(Hop answered) {
    if (stream != null) {
      stream.open();
    }
    result.complete(response(answered));
  }

  /// Hears that a response is there.
  void ended(Hop answered) {
    if (answered != hop || over()) {
      return;
    }
    // Its connection is the pool's again, and may carry somebody else's request already.
    hop = null;
    Runnable next = answered.next();
    if (next != null) {
      next.run();
      return;
    }
    if (answered.stream() != null) {
      answered.stream().end(null);
    }
    end();
    if (result.isDone()) {
      return;
    }
    HTTPResponse response = response(answered);
    HTTPClientError error = returnErrors ? null : response.error();
    if (error == null) {
      result.complete(response);
    } else {
      result.completeExceptionally(error);
    }
  }

  private HTTPResponse response(Hop answered) {
    return new HTTPResponse(
        request, answered, answered.body(), startTime, answered.timeInfo(loop.time()));
  }

  private void redirect(Hop answered, String location) {
    redirects++;
    ClientURL target;
    try {
      target = answered.url().resolve(location);
    } catch (IllegalArgumentException e) {
      fail(
          new HTTPClientError(
              "%s redirects wrongly: %s".formatted(answered.url(), e.getMessage()), e));
      return;
    }
    send(new Hop(this, request, target, methodAfter(answered)));
  }

  private static String methodAfter(Hop answered) {
    String method = answered.method();
    boolean becomesGet =
        switch (answered.code()) {
          case 303 -> !method.equals("HEAD");
          case 301, 302 -> method.equals("POST");
          default -> false;
        };
    return becomesGet ? "GET" : method;
  }

  /// Hears that a request has failed.
  ///
  /// @param why null if the server closed the connection
  void failed(Hop broken, @Nullable Throwable why) {
    if (broken != hop || over()) {
      return;
    }
    if (broken.replayable() && !replayed) {
      // The server closed a connection that was kept, as it may at any time, and has not seen the
      // request.
      replayed = true;
      send(new Hop(this, request, broken.url(), broken.method()));
      return;
    }
    failOrSendAgain(broken, Failures.of(broken, why));
  }

  private void failOrSendAgain(Hop broken, Throwable error) {
    Duration rest = retries == null ? null : retries.afterFailure(broken, error);
    if (rest == null) {
      fail(error);
    } else {
      sendAgain(broken, rest);
    }
  }

  /// Sends a request once more after a while.
  private void sendAgain(Hop before, Duration rest) {
    // Whatever it still has was not of use.
    giveUp();
    pause =
        loop.callLater(
            rest,
            () -> {
              pause = null;
              send(new Hop(this, request, before.url(), before.method()));
            });
  }

  /// Hears that a limit of time has passed.
  void timedOut(String which, Duration limit) {
    Hop running = hop;
    boolean connecting = which.equals("connect");
    String stage = running == null ? "Timeout between two attempts" : running.stage();
    Object url = running == null ? request.parsedUrl() : running.url();
    var error =
        new HTTPTimeoutError(
            "%s after %d ms (%sTimeout): %s".formatted(stage, limit.toMillis(), which, url));
    if (running != null && connecting) {
      failOrSendAgain(running, error);
    } else {
      fail(error);
    }
  }

  /// Fails because of one request.
  void fail(Hop broken, Throwable error) {
    if (broken == hop && !over()) {
      fail(error);
    }
  }

  private void fail(Throwable error) {
    // The end follows: the result tells of its failure.
    if (!result.completeExceptionally(error) && stream != null) {
      stream.end(error);
      end();
    }
  }

  /// Ends what is under way.
  private void end() {
    if (stream != null) {
      stream.release();
    }
    if (requestTimer != null) {
      loop.removeTimeout(requestTimer);
      requestTimer = null;
    }
    giveUp();
  }

  /// Ends the request under way, or the pause before the next.
  private void giveUp() {
    connected();
    if (pause != null) {
      loop.removeTimeout(pause);
      pause = null;
    }
    Hop running = hop;
    hop = null;
    if (running != null) {
      running.release();
      pool.abandon(running);
    }
  }

  @Nullable Way wayTo(ClientURL url) {
    return options.ways().of(request, url);
  }

  String userAgent() {
    String own = request.userAgent();
    return own == null ? options.userAgent() : own;
  }

  IOLoop loop() {
    return loop;
  }
}
