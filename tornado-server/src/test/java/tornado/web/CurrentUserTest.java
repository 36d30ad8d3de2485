// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;

/// Who sent a request. Python: web_test, GetCurrentUserTest and SetLazyPropertiesTest.
final class CurrentUserTest extends WebFixture {
  private final AtomicInteger asked = new AtomicInteger();

  private final class UserHandler extends RequestHandler {
    @Override
    protected void prepare() {
      String user = getArgument("set", null);
      if (user != null) {
        setCurrentUser(user.isEmpty() ? null : user);
      }
    }

    @Override
    protected @Nullable String getCurrentUser() {
      asked.incrementAndGet();
      return getArgument("user", null);
    }

    @Override
    public void get() {
      if (getArguments("unused").isEmpty()) {
        write(currentUser() + " " + currentUser());
      }
    }
  }

  @Test
  void getCurrentUserIsLazy() throws IOException {
    serve(UserHandler::new).get("/?unused=1");

    assertThat(asked).hasValue(0);
  }

  @Test
  void getCurrentUserWorks() throws IOException {
    WireClient client = serve(UserHandler::new);

    assertThat(client.get("/?user=me").body()).isEqualTo("me me");
    assertThat(asked).hasValue(1);
    assertThat(client.get("/").body()).isEqualTo("null null");
    assertThat(asked).hasValue(2);
  }

  @Test
  void setProperties() throws IOException {
    WireClient client = serve(UserHandler::new);

    assertThat(client.get("/?set=other&user=me").body()).isEqualTo("other other");
    assertThat(client.get("/?set=&user=me").body()).isEqualTo("null null");
    assertThat(asked).hasValue(0);
  }

  @Test
  void nobodyByDefault() throws IOException {
    WireClient client = serve(handler -> handler.write(String.valueOf(handler.currentUser())));

    assertThat(client.get("/").body()).isEqualTo("null");
  }

  @Test
  void missingLoginPageIsNamed() throws IOException {
    WireClient client =
        serve(handler -> {
          assertThatThrownBy(handler::getLoginUrl)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage(
                  "setting loginUrl is missing: give it to Application.builder().loginUrl()");
          handler.write("ok");
        });

    assertThat(client.get("/").body()).isEqualTo("ok");
  }
}
