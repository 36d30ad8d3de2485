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

/// The pump's dealings with an owner that changes its mind, as one does whose response another thread writes.
final class MessagePumpTest extends ConnectionFixture {
  /// An owner that wants events or not as a list says, and then for good.
  private static final class FickleOwner implements MessagePump.Owner {
    private final List<Boolean> wants;
    private final List<String> heard = new ArrayList<>();

    FickleOwner(Boolean... wants) {
      this.wants = new ArrayList<>(List.of(wants));
    }

    @Override
    public boolean wantsEvents() {
      return wants.isEmpty() || wants.removeFirst();
    }

    @Override
    public CompletableFuture<Void> onEvent(Event event) {
      heard.add(event.getClass().getSimpleName());
      return HTTPMessageDelegate.READY;
    }

    @Override
    public void onEarlyInput() {
      heard.add("early");
    }

    @Override
    public void onViolation(HTTPInputError error) {
      heard.add("violation");
    }

    @Override
    public void onFailure(Throwable failure) {
      heard.add("failure");
    }

    @Override
    public void onInputEnd() {
      heard.add("end");
    }
  }

  private MessagePump pump(MessagePump.Owner owner) {
    var parser = new MessageParser(MessageParser.Role.SERVER, 1000, 16, 100);
    return new MessagePump(stream(MemoryTransport.pair().left()), parser, owner, 16);
  }

  private static Buffer request() {
    return new Buffer().writeUtf8("GET / HTTP/1.1\r\n\r\n");
  }

  /// The owner must hear of input that it refused, even if it would take it a moment later: it counts on being told.
  @Test
  void inputThatWasRefusedIsReportedWhateverTheOwnerWantsNext() {
    run(() -> {
      var owner = new FickleOwner(false, true);

      onLoop(() -> {
        pump(owner).onInput(request());
        return true;
      });

      assertThat(owner.heard).containsExactly("early");
    });
  }

  @Test
  void resumedPumpHandsOverWhatWasRefused() {
    run(() -> {
      var owner = new FickleOwner(false);

      onLoop(() -> {
        MessagePump pump = pump(owner);
        pump.onInput(request());
        pump.resume();
        return true;
      });

      assertThat(owner.heard).containsExactly("early", "Head", "End");
    });
  }

  @Test
  void stoppedPumpHandsOverNothing() {
    run(() -> {
      var owner = new FickleOwner();

      onLoop(() -> {
        MessagePump pump = pump(owner);
        pump.stop();
        pump.onInput(request());
        pump.onInputEnd();
        return true;
      });

      assertThat(owner.heard).isEmpty();
    });
  }

  @Test
  void endOfInputComesBehindItsEvents() {
    run(() -> {
      var owner = new FickleOwner();

      onLoop(() -> {
        MessagePump pump = pump(owner);
        pump.onInput(request());
        pump.onInputEnd();
        return true;
      });

      assertThat(owner.heard).containsExactly("Head", "End", "end");
    });
  }
}
