// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
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
/// A request gets the answer of the last rule that matches it, else the next that is enqueued. One for which there is neither fails the test:
/// the loop's failure handler is told, and the client gets 501, so that it needn't wait. A loop without such a handler logs it; [#close]
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
  private record Rule(Predicate<RecordedRequest> matcher, Answers answers) {}

  /// Answers that are given one after another, the last again and again.
  private record Answers(Queue<StubAnswer> left) {
    StubAnswer next() {
      return left.size() > 1 ? left.remove() : left.element();
    }
  }

  private final Server server;
  private final List<Rule> rules = new ArrayList<>();
  private final Queue<StubAnswer> enqueued = new ArrayDeque<>();
  private final List<RecordedRequest> requests = new ArrayList<>();
  private final List<RecordedRequest> unscripted = new ArrayList<>();
  private final Map<HTTPServerConnection, IOStream> connections = new HashMap<>();

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
    rules.addFirst(new Rule(matcher, new Answers(new ArrayDeque<>(List.of(answers)))));
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

  /// Returns the requests that came, in their order, whether they were answered or not.
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /// Returns how many connections there are.
  public int connectionCount() {
    return connections.size();
  }

  /// Stops listening, and closes all connections.
  ///
  /// @throws AssertionError if there were requests for which there was no answer
  @Override
  public void close() {
    server.stop();
    List.copyOf(connections.values()).forEach(IOStream::close);
    if (!unscripted.isEmpty()) {
      throw new AssertionError("requests without an answer: " + unscripted);
    }
  }

  /// Finds the answer to a request.
  CompletableFuture<StubAnswer> answer(RecordedRequest request) {
    requests.add(request);
    for (Rule rule : rules) {
      if (rule.matcher().test(request)) {
        return CompletableFuture.completedFuture(rule.answers().next());
      }
    }
    @Nullable StubAnswer next = enqueued.poll();
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
