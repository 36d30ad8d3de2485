// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.iostream.IOStream;
import tornado.iostream.IOStreamOptions;
import tornado.netutil.internal.TCPTransport;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// How long the way of one GET is, for those who read it: the frames from the start of its coroutine to `get()`, and the files from the
/// selector to `get()` and on to the socket. Both are printed, and may only become fewer.
///
/// The files are those of the methods under way at three points: where the handler is made (on the loop), in `get()` (in the coroutine),
/// and where the answer goes to the transport. What was called and has returned by then is not counted.
final class OneGetTest {
  private static final int FRAMES_AT_GET = 12;
  private static final int FILES = 11;

  private static final Set<String> TESTS =
      Set.of(OneGetTest.class.getName(), NotingTransport.class.getName());

  private final List<StackTraceElement[]> stacks = new CopyOnWriteArrayList<>();

  private void note() {
    stacks.add(new Throwable().getStackTrace());
  }

  private final class NotingHandler extends RequestHandler {
    NotingHandler() {
      note();
    }

    @Override
    public void get() {
      note();
      write("hello");
    }
  }

  @Test
  void wayOfOneGetIsShort() throws IOException {
    walk();

    assertThat(stacks).hasSize(3);
    List<String> frames = ours(stacks.get(1)).map(StackTraceElement::toString).toList();
    Set<String> files = new LinkedHashSet<>();
    stacks.forEach(stack -> ours(stack).map(OneGetTest::file).forEach(files::add));
    print("frames up to get(), which comes on top", frames);
    print("files of one GET", files);
    assertThat(frames).hasSizeBetween(1, FRAMES_AT_GET - 1);
    assertThat(files).hasSizeBetween(1, FILES);
    assertThat(files.stream().map(OneGetTest::inTheGuide)).allMatch(guide()::contains);
  }

  /// Returns the page of the guide that describes the way.
  private static String guide() throws IOException {
    return Files.readString(
        Path.of("..", "site", "src/main/resources/tornado/site/guide/one-request.md"));
  }

  private static String inTheGuide(String file) {
    return "`" + file.substring(file.lastIndexOf('/') + 1).replace(".java", "") + "`";
  }

  /// Sends one GET over a socket whose transport takes part in the noting.
  private void walk() throws IOException {
    Application application = Application.builder().route("/", NotingHandler::new).build();
    stacks.clear();
    try (WireServer server = new WireServer(application);
        ServerSocketChannel listening = ServerSocketChannel.open();
        SocketChannel client = SocketChannel.open()) {
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.connect(listening.getLocalAddress());
      SocketChannel accepted = listening.accept();
      var transport = new NotingTransport(new TCPTransport(accepted), this::note);
      var stream = new IOStream(server.loop(), transport, IOStreamOptions.DEFAULT);
      server.server().serve(stream, accepted.getRemoteAddress());

      client.write(ByteString.encodeUtf8(WireClient.request("GET", "/")).asByteBuffer());
      ByteBuffer answer = ByteBuffer.allocate(1000);
      client.read(answer);

      assertThat(ByteString.of(answer.flip()).utf8()).endsWith("\r\n\r\nhello");
    }
  }

  /// Returns the frames of the library, the outermost first.
  private static Stream<StackTraceElement> ours(StackTraceElement[] stack) {
    return Arrays.asList(stack).reversed().stream()
        .filter(frame -> frame.getClassName().startsWith("tornado."))
        .filter(frame -> !TESTS.contains(topLevel(frame)));
  }

  private static String topLevel(StackTraceElement frame) {
    return frame.getClassName().replaceFirst("\\$.*", "");
  }

  private static String file(StackTraceElement frame) {
    return topLevel(frame).replace('.', '/') + ".java";
  }

  private static void print(String what, Collection<String> lines) {
    System.out.println(what + ": " + lines.size() + "\n  " + String.join("\n  ", lines));
  }
}
