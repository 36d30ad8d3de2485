// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import okio.ByteString;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPMessageDelegate;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.httputil.StartLine;

/// Writes down what it hears of messages, and does in each method what a test says.
class RecordingDelegate implements HTTPMessageDelegate {
  private final List<String> events;

  /// What the methods do; nothing by default.
  Supplier<CompletableFuture<Void>> onHead = () -> READY;

  Supplier<CompletableFuture<Void>> onData = () -> READY;
  Runnable onFinish = () -> {};
  Runnable onClose = () -> {};

  /// The fields of the last head.
  volatile HTTPHeaders headers = new HTTPHeaders();

  RecordingDelegate() {
    this(new CopyOnWriteArrayList<>());
  }

  RecordingDelegate(List<String> events) {
    this.events = events;
  }

  /// Returns `head ...`, `data ...`, `finish` and `close`, as they came.
  List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public CompletableFuture<Void> headersReceived(StartLine startLine, HTTPHeaders headers) {
    this.headers = headers;
    events.add(
        switch (startLine) {
          case RequestStartLine(String method, String path, _) -> "head " + method + " " + path;
          case ResponseStartLine(_, int code, String reason) -> "head " + code + " " + reason;
        });
    return onHead.get();
  }

  @Override
  public CompletableFuture<Void> dataReceived(ByteString chunk) {
    events.add("data " + chunk.string(StandardCharsets.ISO_8859_1));
    return onData.get();
  }

  @Override
  public void finish() {
    events.add("finish");
    onFinish.run();
  }

  @Override
  public void onConnectionClose() {
    events.add("close");
    onClose.run();
  }
}
