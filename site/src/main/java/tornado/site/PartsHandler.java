// SPDX-License-Identifier: Apache-2.0
package tornado.site;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tornado.ioloop.Async;
import tornado.template.TemplateFunction;

/// Answers with a page whose parts take their time, and come in the order in which they are ready.
///
/// **Thread**: the handler's coroutine.
final class PartsHandler extends SiteHandler {
  private static final List<Station> STATIONS =
      List.of(new Station("Summit", 3), new Station("Harbour", 1), new Station("Forest", 2));

  /// What is asked for the weather.
  ///
  /// @param seconds it takes to answer
  record Station(String name, int seconds) {}

  @Override
  protected void setDefaultHeaders() {
    super.setDefaultHeaders();
    setHeader(
        "Content-Security-Policy",
        "default-src 'self'; script-src 'nonce-%s'".formatted(cspNonce()));
  }

  @Override
  public void get() {
    TemplateFunction weather =
        arguments -> {
          Station station = (Station) arguments.positional().getFirst();
          await(Async.sleep(Duration.ofSeconds(station.seconds())));
          return "Wind, after %d s".formatted(station.seconds());
        };
    renderStream("parts.html", Map.of("stations", STATIONS, "weather", weather));
  }
}
