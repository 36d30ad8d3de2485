// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Filters: their order, what they wrap, and how they end a request.
final class FilterTest extends WebFixture {
  private final List<String> events = new CopyOnWriteArrayList<>();

  private Filter noting(String name) {
    return (_, next) -> {
      events.add(name + " in");
      next.run();
      events.add(name + " out");
    };
  }

  private Body noting() {
    return handler -> {
      events.add("handler");
      handler.write("ok");
    };
  }

  @Test
  void filtersNestInTheOrderTheyWereAdded() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(noting()))
                .filter(noting("first"))
                .filter(noting("second")));

    assertThat(client.get("/").body()).isEqualTo("ok");

    assertThat(events)
        .containsExactly("first in", "second in", "handler", "second out", "first out");
  }

  @Test
  void filtersOfAListAreAroundItsRoutesOnly() throws IOException {
    Routes inner =
        new Routes()
            .route("/inner", handler(noting()))
            .filter(noting("inner"))
            .routes(
                new Routes().route("/innermost", handler(noting())).filter(noting("innermost")));
    WireClient client =
        serve(
            Application.builder()
                .routes(inner)
                .route("/outer", handler(noting()))
                .filter(noting("app")));

    client.get("/innermost");
    assertThat(events)
        .startsWith("app in", "inner in", "innermost in", "handler")
        .endsWith("innermost out", "inner out", "app out");
    events.clear();
    client.get("/outer");

    assertThat(events).containsExactly("app in", "handler", "app out");
  }

  @Test
  void filtersOfAHostsRoutes() throws IOException {
    Routes ofHost = new Routes().route("/", handler(noting())).filter(noting("host"));
    WireClient client = serve(Application.builder().host("a", ofHost).filter(noting("app")));

    client.get("/");

    assertThat(events).containsExactly("app in", "host in", "handler", "host out", "app out");
  }

  @Test
  void filterMayAnswerItself() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(noting()))
                .filter((handler, _) -> handler.write("filtered")));

    assertThat(client.get("/").body()).isEqualTo("filtered");
    assertThat(events).isEmpty();
  }

  @Test
  void handlerDoesNotRunOnceAFilterHasFinished() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(noting()))
                .filter((handler, next) -> {
                  handler.redirect("/elsewhere");
                  next.run();
                }));

    assertThat(client.get("/").field("Location")).isEqualTo("/elsewhere");
    assertThat(events).isEmpty();
  }

  @Test
  void errorOfAFilterBecomesAPage() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(noting()))
                .filter((_, _) -> {
                  throw new HTTPError(401);
                }));

    assertThat(client.get("/").code()).isEqualTo(401);
  }

  @Test
  void whatTheHandlerThrowsComesOutOfNext() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route(
                    "/",
                    handler(_ -> {
                      throw new IllegalStateException("broken");
                    }))
                .filter((handler, next) -> {
                  try {
                    next.run();
                  } catch (IllegalStateException e) {
                    handler.write("caught " + e.getMessage());
                  }
                }));

    assertThat(client.get("/").body()).isEqualTo("caught broken");
  }

  @Test
  void fieldsCanBeSetBehindTheHandler() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(noting()))
                .filter((handler, next) -> {
                  next.run();
                  handler.setHeader("X-Status", handler.getStatus());
                }));

    assertThat(client.get("/").field("X-Status")).isEqualTo("200");
  }

  @Test
  void whatRunsBeforeTheHeadReachesErrorPagesToo() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route(
                    "/",
                    handler(_ -> {
                      throw new HTTPError(403);
                    }))
                .filter((handler, next) -> {
                  handler.beforeHead(() -> handler.setHeader("X-Frame-Options", "DENY"));
                  next.run();
                }));

    WireResponse forbidden = client.get("/");
    WireResponse missing = client.get("/missing");

    assertThat(forbidden.code()).isEqualTo(403);
    assertThat(forbidden.field("X-Frame-Options")).isEqualTo("DENY");
    assertThat(missing.code()).isEqualTo(404);
    assertThat(missing.field("X-Frame-Options")).isEqualTo("DENY");
  }

  @Test
  void beforeHeadIsTooLateOnceItWasSent() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write("a");
          handler.flush();
          assertThatThrownBy(() -> handler.beforeHead(() -> {}))
              .hasMessage("beforeHead after the head was sent");
        });

    assertThat(client.get("/").body()).isEqualTo("a");
  }

  @Test
  void filtersSeeMethodsThatTheHandlerDoesNotKnow() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(noting()))
                .filter((handler, next) -> {
                  if (handler.request().method().equals("OPTIONS")) {
                    handler.setStatus(204);
                  } else {
                    next.run();
                  }
                }));

    assertThat(client.exchange(WireClient.request("OPTIONS", "/")).code()).isEqualTo(204);
  }

  @StreamRequestBody
  private final class StreamingHandler extends RequestHandler {
    @Override
    protected void dataReceived(ByteString chunk) {
      events.add(chunk.utf8());
    }

    @Override
    public void post() {
      write("streamed");
    }
  }

  @Test
  void filtersWrapStreamedBodies() throws IOException {
    WireClient client =
        serve(Application.builder().route("/", StreamingHandler::new).filter(noting("around")));

    assertThat(client.post("/", "body").body()).isEqualTo("streamed");

    assertThat(events).containsExactly("around in", "body", "around out");
  }

  @Test
  void filterThatAnswersLeavesTheBodyOfAStreamUnread() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", StreamingHandler::new)
                .filter((_, _) -> {
                  throw new HTTPError(401);
                }));

    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");

    assertThat(client.read().code()).isEqualTo(401);
    assertThat(events).isEmpty();
  }
}
