// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;
import tornado.wire.WireResponse;

/// Statuses and reasons that are thrown. Python: web_test, StatusReasonTest and RaiseWithReasonTest.
final class StatusReasonTest extends WebFixture {
  private WireClient serveErrors() throws IOException {
    return serve(handler -> {
      @Nullable String reason = handler.getArgumentUnstripped("reason", null);
      throw new HTTPError(handler.getArgument("code", int.class, 0), null, reason);
    });
  }

  @Test
  void status() throws IOException {
    WireClient client = serveErrors();

    assertThat(client.get("/?code=304").status()).isEqualTo("304 Not Modified");
    assertThat(client.get("/?code=304&reason=Calm").status()).isEqualTo("304 Calm");
    assertThat(client.get("/?code=791&reason=Gale").status()).isEqualTo("791 Gale");
    assertThat(client.get("/?code=791").status()).isEqualTo("791 Unknown");
  }

  @Test
  void headerInjection() throws IOException {
    WireResponse response = serveErrors().get("/?code=200&reason=Fine%0d%0aX-Evil:+1");

    assertThat(response.status()).isEqualTo("200 Unknown");
    assertThat(response.names()).doesNotContain("X-Evil");
  }

  @Test
  void emptyReasonIsUnknown() throws IOException {
    WireResponse response = serveErrors().get("/?code=400&reason=");

    assertThat(response.status()).isEqualTo("400 Unknown");
    assertThat(response.body()).contains("400: Unknown");
  }

  @Test
  void reasonXss() throws IOException {
    WireResponse response = serveErrors().get("/?code=400&reason=%3Cscript%20src=/evil.js%3E");

    assertThat(response.status()).isEqualTo("400 Unknown");
    assertThat(response.body()).contains("Unknown").doesNotContain("script");
  }

  @Test
  void raiseWithReason() throws IOException {
    WireResponse response = serveErrors().get("/?code=791&reason=Calm");

    assertThat(response.status()).isEqualTo("791 Calm");
    assertThat(response.body()).contains("791: Calm");
  }

  @Test
  void httperrorStr() {
    assertThat(new HTTPError(791, null, "Calm")).hasMessage("HTTP 791: Calm");
  }

  @Test
  void httperrorStrFromHttputil() {
    assertThat(new HTTPError(791)).hasMessage("HTTP 791: Unknown");
  }
}
