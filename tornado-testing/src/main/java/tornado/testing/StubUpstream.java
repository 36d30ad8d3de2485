// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tornado.http1connection.HTTP1ConnectionParameters;
import tornado.http1connection.HTTP1ServerConnection;
import tornado.httputil.HTTPConnection;
import tornado.httputil.HTTPServerConnection;
import tornado.httputil.HTTPServerConnectionDelegate;
import tornado.httputil.RequestContext;
import tornado.ioloop.IOLoop;
import tornado.iostream.IOStream;
import tornado.iostream.SSLIOStream;
import tornado.tcpserver.TCPServer;
import tornado.tcpserver.TCPServerOptions;

/// A server that answers as a test says, for code that calls others; on the test's loop, and so on its simulated network if it has one.
///
/// ```java
/// var upstream = new StubUpstream();
/// upstream.listen(80, "upstream.example");
/// upstream.on("GET", "/users/1", StubAnswer.json(Map.of("name", "Ann")));
/// upstream.enqueue(StubAnswer.of(503), StubAnswer.text("Hello").delay(Duration.ofSeconds(2)));
/// ...
/// assertThat(upstream.requests()).extracting(RecordedRequest::target).containsExactly("/users/1");
/// upstream.close();
/// ```
///
/// A request gets the answer of the last rule that matches it, else the next that is enqueued, else that of the real server that is
/// recorded. One for which there is none fails the test: the loop's failure handler is told, and the client gets 501, so that it needn't wait. A loop without such a handler logs it; [#close]
/// throws in any case.
///
/// **Thread**: loop.
public final class StubUpstream implements AutoCloseable {
  /// A server that serves by us.
  private final class Server extends TCPServer {
    private Server(TCPServerOptions options) {
      super(options);
    }

    @Override
    protected void onConnection(IOStream stream, SocketAddress address) {
      serve(stream, address);
    }
  }

  /// What is answered to requests that match.
  private record Rule(Predicate<RecordedRequest> matcher, Supplier<StubAnswer> answers) {}

  private final Server server;
  private final List<Rule> rules = new ArrayList<>();
  private final Queue<StubAnswer> enqueued = new ArrayDeque<>();
  private final List<RecordedRequest> requests = new ArrayList<>();
  private final List<RecordedRequest> unscripted = new ArrayList<>();
  private final Map<HTTPServerConnection, IOStream> connections = new HashMap<>();
  private @Nullable StubRecorder recorder;

  /// Makes a server that doesn't listen yet.
  public StubUpstream() {
    this(TCPServerOptions.DEFAULT);
  }

  /// Makes a server that doesn't listen yet, such as one that speaks TLS.
  public StubUpstream(TCPServerOptions options) {
    server = new Server(options);
  }

  /// Starts to listen at a free port of 127.0.0.1.
  public StubUpstream listen() {
    return listen(0, "127.0.0.1");
  }

  /// Starts to listen.
  ///
  /// @param host a host of the simulated network, or an address of the machine's
  public StubUpstream listen(int port, String host) {
    server.listen(port, host);
    return this;
  }

  /// Returns the port it listens at.
  ///
  /// @throws IllegalStateException if it doesn't listen
  public int port() {
    return server.port();
  }

  /// Answers requests that match: each with the next of the answers, and once those are used up with the last.
  ///
  /// @throws IllegalArgumentException if there is no answer
  public StubUpstream on(Predicate<RecordedRequest> matcher, StubAnswer... answers) {
    if (answers.length == 0) {
      throw new IllegalArgumentException("no answer for a rule");
    }
    Queue<StubAnswer> left = new ArrayDeque<>(List.of(answers));
    rules.addFirst(new Rule(matcher, () -> left.size() > 1 ? left.remove() : left.element()));
    return this;
  }

  /// Answers requests of this method for this path and query; as [#on(Predicate, StubAnswer...)].
  public StubUpstream on(String method, String target, StubAnswer... answers) {
    return on(request -> request.isFor(method, target), answers);
  }

  /// Answers requests that no rule matches, each with the next of the answers.
  public StubUpstream enqueue(StubAnswer... answers) {
    enqueued.addAll(List.of(answers));
    return this;
  }

  /// Answers as the exchanges in a file do. Of those for the same method, path and query each is used once, in their order.
  ///
  /// The file is text: see [#record].
  ///
  /// @throws IllegalArgumentException if the file isn't one of those
  /// @throws java.io.UncheckedIOException if it can't be read
  public StubUpstream replay(Path file) {
    Map<String, List<StubAnswer>> answers = new LinkedHashMap<>();
    RecordedExchanges.read(file)
        .forEach(exchange ->
            answers
                .computeIfAbsent(exchange.request().toString(), _ -> new ArrayList<>())
                .add(exchange.answer()));
    answers.forEach((request, those) -> {
      Queue<StubAnswer> left = new ArrayDeque<>(those);
      rules.add(new Rule(each -> each.toString().equals(request) && !left.isEmpty(), left::remove));
    });
    return this;
  }

  /// Has a real server answer what nothing else does, and has [#close] write those exchanges to a file, for [#replay]:
  ///
  /// ```
  /// >>> request
  /// GET /users/1 HTTP/1.1
  /// Accept: application/json
  ///
  /// <<< response
  /// HTTP/1.1 200 OK
  /// Content-Type: application/json
  ///
  /// {"name": "Ann"}
  /// ```
  ///
  /// The file is meant to be shared and edited: text in UTF-8, where `base64` behind the first line of a message says that its body isn't.
  /// Fields that frame a message and those that carry secrets (`Authorization`, `Proxy-Authorization`, `Cookie`, `Set-Cookie`) are left out.
  ///
  /// @param url the real server's, without a path
  public StubUpstream record(String url, Path file) {
    recorder = new StubRecorder(url, file);
    return this;
  }

  /// Returns the requests that came, in their order, whether they were answered or not.
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /// Returns how many connections there are.
  public int connectionCount() {
    return connections.size();
  }

  /// Stops listening, closes all connections, and writes what was recorded.
  ///
  /// @throws AssertionError if there were requests for which there was no answer
  @Override
  public void close() {
    server.stop();
    List.copyOf(connections.values()).forEach(IOStream::close);
    if (recorder != null) {
      recorder.write();
    }
    if (!unscripted.isEmpty()) {
      throw new AssertionError("requests without an answer: " + unscripted);
    }
  }

  /// Finds the answer to a request.
  CompletableFuture<StubAnswer> answer(RecordedRequest request) {
    requests.add(request);
    for (Rule rule : rules) {
      if (rule.matcher().test(request)) {
        return CompletableFuture.completedFuture(rule.answers().get());
      }
    }
    StubAnswer next = enqueued.poll();
    if (next == null && recorder != null) {
      return recorder.answer(request);
    }
    return CompletableFuture.completedFuture(next == null ? unscripted(request) : next);
  }

  private StubAnswer unscripted(RecordedRequest request) {
    unscripted.add(request);
    String message = "no answer for %s, request %d".formatted(request, requests.size());
    IOLoop.current()
        .addCallback(() -> {
          throw new AssertionError(message);
        });
    return StubAnswer.of(501).body(message + "\n");
  }

  private void serve(IOStream stream, SocketAddress address) {
    stream.setNodelay(true);
    String protocol = stream instanceof SSLIOStream ? "https" : "http";
    String ip =
        address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "0.0.0.0";
    var connection =
        new HTTP1ServerConnection(
            stream,
            HTTP1ConnectionParameters.DEFAULT,
            new RequestContext(ip, protocol, address.toString()));
    connections.put(connection, stream);
    connection.startServing(
        new HTTPServerConnectionDelegate() {
          @Override
          public StubExchange startRequest(HTTPServerConnection serving, HTTPConnection request) {
            return new StubExchange(StubUpstream.this, stream, request);
          }

          @Override
          public void onClose(HTTPServerConnection closed) {
            connections.remove(closed);
          }
        });
  }
}
