// SPDX-License-Identifier: Apache-2.0
package tornado.iostream;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.ioloop.Async.await;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tornado.fixture.Certificates;
import tornado.ioloop.IOLoop;

/// Streams over two pipes of the system, one a direction. Python: iostream_test, TestPipeIOStream, which has no contract.
final class JoinedPipesTest extends IOStreamContract {
  private final List<Pipe> pipes = new ArrayList<>();
  private final List<JoinedPipes> transports = new ArrayList<>();

  @Override
  protected StreamPair connect(IOStreamOptions client, IOStreamOptions server) throws IOException {
    Pipe there = pipe();
    Pipe back = pipe();
    return new StreamPair(stream(back, there, client), stream(there, back, server));
  }

  private Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    pipes.add(pipe);
    return pipe;
  }

  private IOStream stream(Pipe in, Pipe out, IOStreamOptions options) {
    var transport = new JoinedPipes(in, out);
    transports.add(transport);
    return new IOStream(IOLoop.current(), transport, options);
  }

  /// The transport passes from one stream to the next, and its pumps with it.
  @Test
  void startTls() {
    var certificates = Certificates.inTemporaryFolder();
    run(() -> {
      StreamPair pair = connect();
      await(pair.client().write("STARTTLS\n"));
      await(pair.server().readUntil("\n"));

      var far = pair.server().startTls(certificates.server().build(), null);
      var near = pair.client().startTls(certificates.client().build(), "localhost");
      await(near).write("secret");

      assertThat(await(await(far).readBytes(6))).isEqualTo(bytes("secret"));
    });
  }

  /// Ends the pumps, wherever they wait.
  @AfterEach
  void closePipes() throws IOException {
    transports.forEach(JoinedPipes::close);
    for (Pipe pipe : pipes) {
      pipe.sink().close();
      pipe.source().close();
    }
  }
}
