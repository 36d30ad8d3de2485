// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Removing handlers, in the turn in which they are ready too. Python: ioloop_test, TestIOLoop.
final class IOLoopRemoveHandlerTest extends ChannelFixture {
  @Test
  void removeWithoutAdd() throws IOException {
    Pipe pipe = pipe();

    loop.removeHandler(pipe.source());

    assertThat(pipe.source().isOpen()).isTrue();
  }

  @Test
  void updateAfterRemoveIsRefused() throws IOException {
    Pipe pipe = pipe();
    loop.addHandler(pipe.source(), NEVER, IOLoop.READ);
    loop.removeHandler(pipe.source());

    assertThatThrownBy(() -> loop.updateHandler(pipe.source(), IOLoop.READ))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void removedHandlerIsNotCalled() throws IOException {
    Pipe pipe = filledPipe();
    loop.addHandler(pipe.source(), NEVER, IOLoop.READ);

    loop.removeHandler(pipe.source());
    loop.removeHandler(pipe.source());
    poll(2);

    assertThat(pipe.source().isOpen()).isTrue();
  }

  /// Both are ready in the same turn; whichever runs first takes the other away.
  @Test
  void removeHandlerFromHandler() throws IOException {
    Pipe one = filledPipe();
    Pipe other = filledPipe();
    var ran = new ArrayList<SelectableChannel>();
    IOLoop.Handler removing =
        (channel, _) -> {
          ran.add(channel);
          loop.removeHandler(one.source());
          loop.removeHandler(other.source());
        };
    loop.addHandler(one.source(), removing, IOLoop.READ);
    loop.addHandler(other.source(), removing, IOLoop.READ);

    poll(2);

    assertThat(ran).hasSize(1);
  }

  @Test
  void handlerWhoseChannelAnotherClosedIsNotCalled() throws IOException {
    List<Pipe> pipes = List.of(filledPipe(), filledPipe());
    var ran = new AtomicInteger();
    for (Pipe pipe : pipes) {
      loop.addHandler(
          pipe.source(),
          (_, _) -> {
            ran.incrementAndGet();
            pipes.forEach(this::close);
          },
          IOLoop.READ);
    }

    poll(2);

    assertThat(ran).hasValue(1);
  }

  private void close(Pipe pipe) {
    try {
      pipe.source().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void handlerRemovedAndAddedInOneTurnIsTheNewOne() throws IOException {
    Pipe pipe = filledPipe();
    var count = new AtomicInteger();
    loop.addHandler(pipe.source(), NEVER, IOLoop.READ);

    loop.removeHandler(pipe.source());
    loop.addHandler(pipe.source(), (_, _) -> count.incrementAndGet(), IOLoop.READ);
    poll(2);

    assertThat(count).hasValue(2);
  }

  @Test
  void removedChannelCanBlockAgainAndComeBack() throws IOException {
    Pipe pipe = filledPipe();
    var count = new AtomicInteger();
    loop.addHandler(pipe.source(), NEVER, IOLoop.NONE);
    loop.removeHandler(pipe.source());
    poll(1);

    pipe.source().configureBlocking(true);
    loop.addHandler(pipe.source(), (_, _) -> count.incrementAndGet(), IOLoop.READ);
    poll(1);

    assertThat(count).hasValue(1);
  }

  /// To take a channel off the selector the loop looks for events once more: what a handler queues in that look must not
  /// be left waiting.
  @Test
  void callbackQueuedByAHandlerRunsAlsoWhenAnotherWasRemoved() throws IOException {
    Pipe removed = pipe();
    Pipe pipe = pipe();
    loop.addHandler(removed.source(), NEVER, IOLoop.READ);
    loop.addHandler(pipe.source(), reading(() -> loop.addCallback(loop::stop)), IOLoop.READ);
    loop.addCallback(() -> loop.removeHandler(removed.source()));
    write(pipe.sink());

    loop.start();

    assertThat(loop.running()).isFalse();
  }
}
