// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;

/// What filters tell handlers, and fields that are there already.
final class AttributeTest extends WebFixture {
  private static final RequestKey<Integer> LUCK = RequestKey.of("luck");

  @Test
  void handlersReadWhatFiltersSet() throws IOException {
    WireClient client =
        serve(
            Application.builder()
                .route("/", handler(handler -> handler.write("luck " + handler.attribute(LUCK))))
                .filter((handler, next) -> {
                  handler.setAttribute(LUCK, 7);
                  next.run();
                }));

    assertThat(client.get("/").body()).isEqualTo("luck 7");
  }

  @Test
  void everyRequestHasItsOwn() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.write(handler.attribute(LUCK) + " ");
          handler.setAttribute(LUCK, 1);
          handler.setAttribute(LUCK, 2);
          handler.write(LUCK + " " + handler.attribute(LUCK));
        });

    assertThat(client.get("/").body()).isEqualTo("null luck 2");
    assertThat(client.get("/").body()).isEqualTo("null luck 2");
  }

  @Test
  void keysWithOneNameDoNotMeet() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setAttribute(RequestKey.of("luck"), 7);
          handler.write("luck " + handler.attribute(LUCK));
        });

    assertThat(client.get("/").body()).isEqualTo("luck null");
  }

  @Test
  void setHeaderIfAbsentKeepsWhatIsThere() throws IOException {
    WireClient client =
        serve(handler -> {
          handler.setHeaderIfAbsent("X-One", "1");
          handler.setHeaderIfAbsent("x-one", "2");
        });

    assertThat(client.get("/").all("X-One")).containsExactly("1");
  }
}
