// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// What only somebody may do. Python: web_test, AuthRedirectTest.
final class AuthenticatedTest extends WebFixture {
  /// The user is what the argument `user` says.
  abstract static class UserHandler extends RequestHandler {
    @Override
    protected @Nullable Object getCurrentUser() {
      String user = getArgument("user", null);
      return "false".equals(user) ? (Object) false : user;
    }
  }

  static final class VerbHandler extends UserHandler {
    @Override
    @Authenticated
    public void get() {
      write("hello " + currentUser());
    }

    @Override
    @Authenticated
    public void post() {
      write("posted");
    }

    @Override
    public void put() {
      write("anybody");
    }
  }

  @Authenticated
  static class ClassHandler extends UserHandler {
    public void get(long id) {
      write("id " + id);
    }

    @Override
    public void delete() {
      write("deleted");
    }
  }

  static final class HeirHandler extends ClassHandler {}

  private WireClient serveWithLogin(String loginUrl) throws IOException {
    return serve(
        Application.builder()
            .route("/verb|/", VerbHandler::new)
            .route("/class/(.*)", ClassHandler::new)
            .route("/heir/(.*)", HeirHandler::new)
            .route(".*", VerbHandler::new)
            .loginUrl(loginUrl));
  }

  @ParameterizedTest
  @CsvSource({
    "/login, /verb?a=b&c, /login?next=%2Fverb%3Fa%3Db%26c",
    "/login?x=y, /verb, /login?x=y",
    "http://example.com/login, /verb, http://example.com/login?next=http%3A%2F%2Fa%2Fverb",
    "/login, //evil.com/, /login?next=http%3A%2F%2Fa%2F%2Fevil.com%2F",
    "/login, /\\evil.com/, /login?next=http%3A%2F%2Fa%2F%5Cevil.com%2F",
  })
  void authRedirect(String loginUrl, String target, String location) throws IOException {
    WireClient client = serveWithLogin(loginUrl);

    WireResponse response = client.get(target);

    assertThat(response.status()).isEqualTo("302 Found");
    assertThat(response.field("Location")).isEqualTo(location);
    assertThat(client.head(target).field("Location")).isEqualTo(location);
  }

  @Test
  void otherMethodsAreForbidden() throws IOException {
    WireClient client = serveWithLogin("/login");

    assertThat(client.post("/verb", "").code()).isEqualTo(403);
    assertThat(client.exchange(WireClient.request("PUT", "/verb")).body()).isEqualTo("anybody");
  }

  @Test
  void somebodyMay() throws IOException {
    WireClient client = serveWithLogin("/login");

    assertThat(client.get("/verb?user=me").body()).isEqualTo("hello me");
    assertThat(client.post("/verb?user=me", "").body()).isEqualTo("posted");
  }

  @ParameterizedTest
  @CsvSource({"/verb?user=", "/verb?user=false"})
  void emptyTextAndFalseAreNobody(String target) throws IOException {
    WireClient client = serveWithLogin("/login");

    assertThat(client.get(target).code()).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({"class", "heir"})
  void classGuardsAllItsVerbs(String path) throws IOException {
    WireClient client = serveWithLogin("/login");

    assertThat(client.get("/" + path + "/1").field("Location"))
        .isEqualTo("/login?next=%2F" + path + "%2F1");
    assertThat(client.exchange(WireClient.request("DELETE", "/" + path + "/1")).code())
        .isEqualTo(403);
    assertThat(client.post("/" + path + "/1", "").code()).isEqualTo(405);
    assertThat(client.get("/" + path + "/1?user=me").body()).isEqualTo("id 1");
  }

  @Test
  void handlerMayHaveALoginPageOfItsOwn() throws IOException {
    WireClient client =
        serve(() ->
            new UserHandler() {
              @Override
              @Authenticated
              public void get() {}

              @Override
              protected String getLoginUrl() {
                return "/own";
              }
            });

    assertThat(client.get("/").field("Location")).isEqualTo("/own?next=%2F");
  }

  private static void assertRefused(Supplier<? extends RequestHandler> handler, String message) {
    Application.Builder builder = Application.builder().route("/", handler);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void missingLoginPageIsFoundWhenTheRouteIsBuilt() {
    assertRefused(
        VerbHandler::new,
        "@Authenticated without a login page: give it to Application.builder().loginUrl(), for "
            + VerbHandler.class.getName());
  }

  static final class PostHandler extends UserHandler {
    @Override
    @Authenticated
    public void post() {
      write(getLoginUrl());
    }
  }

  @Test
  void whatIsNeverRedirectedNeedsNoLoginPage() throws IOException {
    WireClient client = serve(PostHandler::new);

    assertThat(client.post("/", "").code()).isEqualTo(403);
  }

  static final class PrepareHandler extends UserHandler {
    @Override
    @Authenticated
    protected void prepare() {}
  }

  @Test
  void annotationOnWhatIsNoVerbIsRefused() {
    assertRefused(PrepareHandler::new, "@Authenticated on what is no verb: protected void ");
  }
}
