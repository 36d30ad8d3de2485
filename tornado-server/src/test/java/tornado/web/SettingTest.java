// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The settings that an application has of its own.
final class SettingTest extends WebFixture {
  private static final Setting<String> GREETING = Setting.of("greeting");
  private static final Setting<Integer> LIMIT = Setting.of("limit", 10);

  @Test
  void handlersReadThem() throws IOException {
    var client =
        serve(
            Application.builder()
                .route("/", handler(handler -> handler.write(handler.setting(GREETING))))
                .setting(GREETING, "hello"));

    assertThat(client.get("/").body()).isEqualTo("hello");
  }

  @Test
  void defaultCountsUnlessAValueIsSet() {
    assertThat(Application.builder().build().setting(LIMIT)).isEqualTo(10);
    assertThat(Application.builder().setting(LIMIT, 3).build().setting(LIMIT)).isEqualTo(3);
  }

  @Test
  void missingOneIsNamed() {
    Application app = Application.builder().build();

    assertThat(app.settingOrNull(GREETING)).isNull();
    assertThatThrownBy(() -> app.setting(GREETING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("setting greeting is missing: give it to Application.builder().setting()");
  }

  @Test
  void keysWithOneNameDoNotMeet() {
    Application app = Application.builder().setting(Setting.of("greeting"), "other").build();

    assertThat(app.settingOrNull(GREETING)).isNull();
  }
}
