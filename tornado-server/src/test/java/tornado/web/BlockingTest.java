// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.ioloop.IOLoop;
import tornado.wire.WireClient;

/// Handlers that run beside the loop. Without the JVM flag every handler does.
final class BlockingTest extends WebFixture {
  private volatile boolean released;

  private static String place() {
    return IOLoop.current().inLoop() ? "loop" : "beside";
  }

  @Blocking
  private static class BlockingHandler extends RequestHandler {
    private final StringBuilder places = new StringBuilder();

    @Override
    protected void prepare() {
      places.append(place()).append(' ');
    }

    @Override
    public void get() {
      write(places + place());
    }

    @Override
    public void post() {
      write(places + place());
    }
  }

  private static final class InheritingHandler extends BlockingHandler {}

  private static final class OneVerbHandler extends RequestHandler {
    private String prepared = "";

    @Override
    protected void prepare() {
      prepared = place();
    }

    @Override
    public void get() {
      write(prepared + " " + place());
    }

    @Override
    @Blocking
    public void post() {
      write(prepared + " " + place());
    }
  }

  static final class TypedHandler extends RequestHandler {
    @Blocking
    public void get(long id) {
      write(id + " " + place());
    }
  }

  @Blocking
  @StreamRequestBody
  private static final class StreamingHandler extends RequestHandler {
    private final StringBuilder places = new StringBuilder();

    @Override
    protected void dataReceived(ByteString chunk) {
      places.append(chunk.utf8()).append(' ').append(place()).append(' ');
    }

    @Override
    public void post() {
      write(places + place());
    }
  }

  private final class SpinningHandler extends RequestHandler {
    @Override
    @Blocking
    public void get() {
      while (!released) {
        Thread.onSpinWait();
      }
      write("released");
    }
  }

  @Test
  void blockingClassRunsBesideTheLoop() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", BlockingHandler::new)
                .route("/inheriting", InheritingHandler::new));

    assertThat(client.get("/").body()).isEqualTo("beside beside");
    assertThat(client.post("/", "x").body()).isEqualTo("beside beside");
    assertThat(client.get("/inheriting").body()).isEqualTo("beside beside");
  }

  @Test
  void blockingVerbMovesItsWholeRequest() throws IOException {
    WireClient client = serve(OneVerbHandler::new);
    String ordinary = place(client);

    assertThat(client.get("/").body()).isEqualTo(ordinary + " " + ordinary);
    assertThat(client.post("/", "").body()).isEqualTo("beside beside");
  }

  /// Returns where handlers run that say nothing: on the loop, if the JVM was given the flag.
  private static String place(WireClient client) throws IOException {
    return client.get("/").body().split(" ", -1)[0];
  }

  @Test
  void blockingVerbWithPathArguments() throws IOException {
    WireClient client = serve(Application.builder().route("/(.*)", TypedHandler::new));

    assertThat(client.get("/12").body()).isEqualTo("12 beside");
  }

  @Test
  void blockingHandlerMayStream() throws IOException {
    WireClient client = serve(StreamingHandler::new);

    assertThat(client.post("/", "x").body()).isEqualTo("x beside beside");
  }

  @Test
  void othersAreServedWhileABlockingHandlerComputes() throws IOException {
    WireClient computing =
        serve(
            Application.builder()
                .route("/spin", SpinningHandler::new)
                .route("/release", handler(handler -> released = true)));
    computing.send(WireClient.request("GET", "/spin"));

    assertThat(connect().get("/release").code()).isEqualTo(200);

    assertThat(computing.read().body()).isEqualTo("released");
  }
}
