// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tornado.fixture.LogRecorder;
import tornado.httpserver.HTTPServer;
import tornado.httpserver.HTTPServerOptions;
import tornado.httputil.ParseBodyConfig;
import tornado.httputil.ParseMultipartConfig;
import tornado.routing.Rule;
import tornado.routing.Target;
import tornado.wire.Answer;
import tornado.wire.WireClient;
import tornado.wire.WireServer;

/// An application's routes and settings, but for hosts. Python: web_test, WSGISafeWebTest and others.
final class ApplicationTest extends WebFixture {
  private Application.Builder says(String pattern, String text) {
    return Application.builder().route(pattern, handler(handler -> handler.write(text)));
  }

  @Test
  void firstRouteThatMatchesWins() throws IOException {
    WireClient client =
        serve(
            says("/a", "first")
                .route("/.*", handler(handler -> handler.write("second")))
                .route("/b", handler(handler -> handler.write("third"))));

    assertThat(client.get("/a").body()).isEqualTo("first");
    assertThat(client.get("/b").body()).isEqualTo("second");
  }

  @Test
  void whatNoRouteMatchesIsA404() throws IOException {
    WireClient client = serve(says("/a", "a"));

    assertThat(client.get("/b").status()).isEqualTo("404 Not Found");
    assertThat(client.post("/b", "x").status()).isEqualTo("404 Not Found");
    assertThat(client.get("//a").status()).isEqualTo("404 Not Found");
    assertThat(client.get("/a").body()).isEqualTo("a");
  }

  @Test
  void defaultHandlerAnswersWhatNoRouteMatches() throws IOException {
    WireClient client =
        serve(
            says("/a", "a")
                .defaultHandler(
                    handler(handler -> {
                      handler.setStatus(410);
                      handler.write("gone " + handler.request().path());
                    })));

    var response = client.get("/b");

    assertThat(response.status()).isEqualTo("410 Gone");
    assertThat(response.body()).isEqualTo("gone /b");
  }

  @Test
  void routesMayLeadToOtherRoutersFunctionsAndApplications() throws IOException {
    WireClient client =
        serve(
            says("/x", "x")
                .route("/function", Target.function(request -> Answer.with(request, "function")))
                .route(
                    "/nested/.*",
                    Target.rules(
                        List.of(
                            Rule.path(
                                "/nested/a",
                                Target.function(request -> Answer.with(request, "nested"))))))
                .route("/nested/b", handler(handler -> handler.write("behind")))
                .route("/app/.*", Target.router(says("/app/a", "other").build())));

    assertThat(client.get("/function").body()).isEqualTo("function");
    assertThat(client.get("/nested/a").body()).isEqualTo("nested");
    assertThat(client.get("/nested/b").body()).isEqualTo("behind");
    assertThat(client.get("/app/a").body()).isEqualTo("other");
    assertThat(client.get("/app/b").code()).isEqualTo(404);
  }

  @Test
  void namedRoutesAreReversed() throws IOException {
    Application nested = says("/nested", "").named("nested").build();
    Application.Builder builder =
        says("/story/(.*)/(.*)", "")
            .named("story")
            .route("/nested.*", Target.router(nested))
            .host("h", new Routes().route("/host", handler(handler -> {})).named("host"));
    Application application = builder.build();

    assertThat(application.url("story", 1, "a b")).isEqualTo("/story/1/a%20b");
    assertThat(application.reverseUrl("nested")).isEqualTo("/nested");
    assertThat(application.url("host")).isEqualTo("/host");
    assertThat(application.reverseUrl("none")).isNull();
    assertThatThrownBy(() -> application.url("none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no route is named none");
  }

  @Test
  void handlersReverseTheirApplicationsRoutes() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/a/(.*)", handler(handler -> handler.write(handler.reverseUrl("a", "x y"))))
                .named("a"));

    assertThat(client.get("/a/").body()).isEqualTo("/a/x%20y");
  }

  /// Unlike in Tornado, where the later one counts and a warning says so.
  @Test
  void twoRoutesOfOneNameAreRefused() {
    Application.Builder builder =
        says("/old", "")
            .named("x")
            .routes(new Routes().route("/new", () -> new ErrorHandler(404)).named("x"));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two routes are named x");
  }

  @Test
  void parseBodyConfigLimitsForms() throws IOException {
    var config = ParseBodyConfig.DEFAULT.withMultipart(new ParseMultipartConfig(false, 100, 1000));
    WireClient client = serve(says("/", "ok").parseBodyConfig(config));

    try (LogRecorder log = LogRecorder.of("tornado.general")) {
      assertThat(client.post("/", "x", "Content-Type: multipart/form-data; boundary=b").code())
          .isEqualTo(400);
      assertThat(log.lines())
          .containsExactly(
              "WARN 400 POST / (127.0.0.1): Invalid body: multipart/form-data parsing is disabled");
    }
  }

  @Test
  void listen() throws IOException {
    try (WireServer around = new WireServer(says("/", "around").build())) {
      HTTPServer server =
          around.onLoop(() ->
              says("/", "inside")
                  .build()
                  .listen(0, "127.0.0.1", HTTPServerOptions.builder().noKeepAlive(true).build()));

      try (WireClient client = WireClient.connect(server.port())) {
        var response = client.get("/");

        assertThat(response.body()).isEqualTo("inside");
        assertThat(response.field("Connection")).isEqualTo("close");
      }
      server.stop();
    }
  }

  @Test
  void listenOnAllAddresses() throws IOException {
    try (WireServer around = new WireServer(says("/", "around").build())) {
      HTTPServer server = around.onLoop(() -> says("/", "everywhere").build().listen(0));

      try (WireClient client = WireClient.connect(server.port())) {
        assertThat(client.get("/").body()).isEqualTo("everywhere");
      }
      server.stop();
    }
  }
}
