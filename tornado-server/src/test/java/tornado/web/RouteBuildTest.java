// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;

/// What is found wrong with a route, or accepted, when the application is built.
final class RouteBuildTest extends WebFixture {
  private static final String ME = RouteBuildTest.class.getName();

  private static void assertRefused(
      String pattern, Supplier<? extends RequestHandler> handler, String message) {
    Application.Builder builder = Application.builder().route(pattern, handler);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static final class OneHandler extends RequestHandler {
    public void get(long id) {
      write("one " + id);
    }
  }

  @Test
  void tooManyOrTooFewParameters() {
    String method = "public void " + ME + "$OneHandler.get(long)";
    assertRefused("/", OneHandler::new, "route / has 0 groups but its handler takes 1: " + method);
    assertRefused(
        "/(.)/(.)",
        OneHandler::new,
        "route /(.)/(.) has 2 groups but its handler takes 1: " + method);
  }

  static final class WrongTypeHandler extends RequestHandler {
    public void put(Thread thread) {}
  }

  @Test
  void parameterThatTextCannotBecome() {
    assertRefused(
        "/(.)",
        WrongTypeHandler::new,
        "expected text, a number, a boolean, a UUID or an enum but was java.lang.Thread in public void "
            + ME
            + "$WrongTypeHandler.put(java.lang.Thread)");
  }

  static final class TwoHandler extends RequestHandler {
    public void get(long id) {}

    public void get(String name) {}
  }

  @Test
  void severalMethodsThatFit() {
    Application.Builder builder = Application.builder().route("/(.)", TwoHandler::new);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("route /(.) fits both public void " + ME + "$TwoHandler.get(");
  }

  @Test
  void patternThatIsNone() {
    Application.Builder builder = Application.builder().route("/(", OneHandler::new);

    assertThatThrownBy(builder::build).isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void nameBeforeTheFirstRoute() {
    assertThatThrownBy(() -> Application.builder().named("x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("named before the first route");
  }

  static final class ListAndItemHandler extends RequestHandler {
    @Override
    public void get() {
      write("all");
    }

    public void get(long id) {
      write("item " + id);
    }

    /// No verb, in spite of its name.
    private static int delete(StringBuilder list, int from, int to) {
      return list.delete(from, to).length();
    }

    private void put(Thread nowhere) {
      write(nowhere.getName());
    }

    @Override
    public void post() {
      put(Thread.currentThread());
      write(" " + delete(new StringBuilder("abc"), 0, 1));
    }
  }

  @Test
  void handlerMayServeARouteWithAndOneWithoutGroups() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/story", ListAndItemHandler::new)
                .route("/story/(\\d+)", ListAndItemHandler::new));

    assertThat(client.get("/story").body()).isEqualTo("all");
    assertThat(client.get("/story/12").body()).isEqualTo("item 12");
    assertThat(client.post("/story", "").body()).endsWith(" 2");
    assertThat(client.exchange(WireClient.request("DELETE", "/story")).code()).isEqualTo(405);
  }

  static class BaseHandler extends RequestHandler {
    public void get(String id) {
      write("base " + id);
    }

    public void post(String id) {
      write("posted " + id);
    }
  }

  static final class DerivedHandler extends BaseHandler {
    @Override
    public void get(String id) {
      write("derived " + id);
    }

    public void post(int id) {
      write("number " + id);
    }
  }

  @Test
  void methodsOfASubclassCountBeforeThoseItInherits() throws IOException {
    WireClient client = serve(Application.builder().route("/(.*)", DerivedHandler::new));

    assertThat(client.get("/1").body()).isEqualTo("derived 1");
    assertThat(client.post("/1", "").body()).isEqualTo("number 1");
  }

  static final class PlainHandler extends RequestHandler {
    @Override
    public void get() {
      write(pathArgs().toString());
    }
  }

  @Test
  void methodWithoutParametersServesAnyPattern() throws IOException {
    WireClient client = serve(Application.builder().route("/(.)(.)", PlainHandler::new));

    assertThat(client.get("/ab").body()).isEqualTo("[a, b]");
    assertThat(client.post("/ab", "").code()).isEqualTo(405);
  }
}
