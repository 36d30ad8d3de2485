// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;

/// Adding and changing handlers, over pipes. Python: ioloop_test, TestIOLoop.
final class IOLoopHandlerTest extends ChannelFixture {
  @Test
  void handlerCallbackFileObject() throws IOException {
    Pipe pipe = filledPipe();
    var seen = new ArrayList<SelectableChannel>();
    loop.addHandler(
        pipe.source(),
        (channel, events) -> {
          seen.add(channel);
          assertThat(events).isEqualTo(IOLoop.READ);
          loop.stop();
        },
        IOLoop.READ);

    loop.start();

    assertThat(seen).containsExactly(pipe.source());
  }

  @Test
  void channelIsMadeNonBlocking() throws IOException {
    Pipe pipe = pipe();

    loop.addHandler(pipe.source(), NEVER, IOLoop.READ);

    assertThat(pipe.source().isBlocking()).isFalse();
  }

  @Test
  void multipleAdd() throws IOException {
    Pipe pipe = pipe();
    loop.addHandler(pipe.source(), NEVER, IOLoop.READ);

    assertThatThrownBy(() -> loop.addHandler(pipe.source(), NEVER, IOLoop.READ))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("channel has a handler already: ");
  }

  @Test
  void closedChannelIsRefused() throws IOException {
    Pipe pipe = pipe();
    pipe.source().close();

    assertThatThrownBy(() -> loop.addHandler(pipe.source(), NEVER, IOLoop.READ))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("channel is closed: ");
  }

  @Test
  void updateWithoutAddIsRefused() throws IOException {
    Pipe pipe = pipe();

    assertThatThrownBy(() -> loop.updateHandler(pipe.source(), IOLoop.READ))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("channel has no handler: ");
  }

  @Test
  void updateOfAClosedChannelDoesNothing() throws IOException {
    Pipe pipe = pipe();
    loop.addHandler(pipe.source(), NEVER, IOLoop.READ);
    pipe.source().close();

    loop.updateHandler(pipe.source(), IOLoop.NONE);
    poll(1);
    loop.updateHandler(pipe.source(), IOLoop.READ);
    loop.removeHandler(pipe.source());

    assertThat(pipe.source().isOpen()).isFalse();
  }

  @Test
  void nothingIsReportedThatIsNotWanted() throws IOException {
    Pipe pipe = filledPipe();
    loop.addHandler(pipe.source(), NEVER, IOLoop.NONE);
    loop.addHandler(pipe.sink(), NEVER, IOLoop.READ);

    poll(2);

    assertThat(pipe.source().isOpen()).isTrue();
  }

  @Test
  void updateChangesWhatIsReported() throws IOException {
    Pipe pipe = filledPipe();
    var count = new AtomicInteger();
    loop.addHandler(pipe.source(), (_, _) -> count.incrementAndGet(), IOLoop.NONE);
    poll(1);
    assertThat(count).hasValue(0);

    loop.updateHandler(pipe.source(), IOLoop.READ);
    poll(1);
    assertThat(count).hasValue(1);
    loop.updateHandler(pipe.source(), IOLoop.NONE);
    poll(1);

    assertThat(count).hasValue(1);
  }

  /// What a handler leaves unread is reported again.
  @Test
  void readinessIsLevelTriggered() throws IOException {
    Pipe pipe = filledPipe();
    var count = new AtomicInteger();
    loop.addHandler(pipe.source(), (_, _) -> count.incrementAndGet(), IOLoop.READ);

    poll(3);

    assertThat(count).hasValue(3);
  }

  @Test
  void failingHandlerIsLoggedAndTheLoopGoesOn() throws IOException {
    Pipe pipe = filledPipe();
    loop.addHandler(
        pipe.source(),
        reading(() -> {
          loop.addCallback(loop::stop);
          throw new IllegalStateException("bug");
        }),
        IOLoop.READ);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      loop.start();

      assertThat(log.lines()).singleElement().asString().startsWith("ERROR Exception in callback");
    }
  }

  @Test
  void cancellationInAHandlerIsNoFailure() throws IOException {
    Pipe pipe = filledPipe();
    loop.addHandler(
        pipe.source(),
        reading(() -> {
          loop.addCallback(loop::stop);
          throw new CancelledError("over");
        }),
        IOLoop.READ);

    try (LogRecorder log = LogRecorder.of("tornado.application")) {
      loop.start();

      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void handlersAreAddedFromAnyThread() throws IOException {
    Pipe pipe = filledPipe();
    loop.addCallback(() ->
        Thread.ofPlatform()
            .start(() -> loop.addHandler(pipe.source(), (_, _) -> loop.stop(), IOLoop.READ)));

    loop.start();

    assertThat(loop.running()).isFalse();
  }

  @Test
  void runningLoopsHandlersAreChangedOnItsThreadOnly() throws IOException {
    Pipe pipe = pipe();
    loop.addHandler(pipe.source(), NEVER, IOLoop.READ);
    loop.addCallback(() ->
        onOtherThread(() -> {
          assertThatThrownBy(() -> loop.updateHandler(pipe.source(), IOLoop.NONE))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith(
                  "updateHandler must be called on the loop but was on Thread[");
          assertThatThrownBy(() -> loop.removeHandler(pipe.source()))
              .isInstanceOf(IllegalStateException.class);
          loop.stop();
        }));

    loop.start();

    assertThat(loop.running()).isFalse();
  }
}
