// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPMessageDelegate;
import tornado.iostream.internal.MemoryTransport;

/// The reader's dealings with an owner that takes what there is.
final class MessageReaderTest extends ConnectionFixture {
  /// An owner that is busy with a head until `busy` is done.
  private final class TakingOwner implements MessageReader.Owner {
    private final List<String> heard = new ArrayList<>();
    private final MessageReader reader;
    private CompletableFuture<Void> busy = HTTPMessageDelegate.READY;

    TakingOwner() {
      var parser = new MessageParser(MessageParser.Role.SERVER, 1000, 16, 100);
      reader = new MessageReader(stream(MemoryTransport.pair().left()), parser, this, 16);
    }

    void give(String input) {
      reader.onInput(new Buffer().writeUtf8(input));
      takeEvents();
    }

    void giveEnd() {
      reader.onInputEnd();
      takeEvents();
    }

    @Override
    public void takeEvents() {
      if (!reader.begin()) {
        return;
      }
      while (reader.ready()) {
        Event event = reader.next();
        if (event == null) {
          break;
        }
        heard.add(event.getClass().getSimpleName());
        reader.waitFor(event instanceof Event.Head ? busy : HTTPMessageDelegate.READY);
      }
      reader.end();
    }

    @Override
    public void onLastEvent() {
      heard.add("last");
    }

    @Override
    public void onViolation(HTTPInputError error) {
      heard.add("violation");
    }

    @Override
    public void onFailure(Throwable failure) {
      heard.add("failure: " + failure.getMessage());
    }
  }

  private static final String REQUEST = "GET / HTTP/1.1\r\n\r\n";

  @Test
  void endOfInputComesBehindItsEvents() {
    run(() -> {
      List<String> heard =
          onLoop(() -> {
            var owner = new TakingOwner();
            owner.give(REQUEST);
            owner.giveEnd();
            return owner.heard;
          });

      assertThat(heard).containsExactly("Head", "End", "last");
    });
  }

  @Test
  void nextEventWaitsForTheLastOne() {
    run(() -> {
      var busy = new CompletableFuture<Void>();

      TakingOwner owner =
          onLoop(() -> {
            var made = new TakingOwner();
            made.busy = busy;
            made.give(REQUEST);
            return made;
          });
      List<String> before = onLoop(() -> List.copyOf(owner.heard));
      busy.complete(null);

      assertThat(before).containsExactly("Head");
      assertThat(onLoop(() -> owner.heard)).containsExactly("Head", "End");
    });
  }

  @Test
  void failureOfTheLastEventIsTheOwnersToHear() {
    run(() -> {
      var busy = new CompletableFuture<Void>();

      TakingOwner owner =
          onLoop(() -> {
            var made = new TakingOwner();
            made.busy = busy;
            made.give(REQUEST);
            return made;
          });
      busy.completeExceptionally(new IllegalStateException("no"));

      assertThat(onLoop(() -> owner.heard)).containsExactly("Head", "failure: no");
    });
  }

  @Test
  void stoppedReaderGivesNothing() {
    run(() -> {
      List<String> heard =
          onLoop(() -> {
            var owner = new TakingOwner();
            owner.reader.stop();
            owner.give(REQUEST);
            owner.giveEnd();
            return owner.heard;
          });

      assertThat(heard).isEmpty();
    });
  }

  /// An owner that takes events may cause input: that must not begin a second round within the first.
  @Test
  void takingDoesNotNest() {
    run(() -> {
      TakingOwner owner = onLoop(TakingOwner::new);

      boolean outer = onLoop(() -> owner.reader.begin());
      boolean inner = onLoop(() -> owner.reader.begin());

      assertThat(outer).isTrue();
      assertThat(inner).isFalse();
    });
  }
}
