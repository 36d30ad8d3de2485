// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tornado.netutil.SSLOptions;

/// A request made of another one.
final class RequestCopyTest {
  private static HTTPRequest unusual() {
    return HTTPRequest.builder("http://other/")
        .method("POST")
        .header("A", "b")
        .body("body")
        .connectTimeout(Duration.ofSeconds(1))
        .requestTimeout(Duration.ofSeconds(2))
        .followRedirects(false)
        .maxRedirects(7)
        .decompressResponse(false)
        .allowNonstandardMethods(true)
        .authUsername("me")
        .authPassword("secret")
        .userAgent("test")
        .streamingCallback(_ -> {})
        .headerCallback(_ -> {})
        .validateCert(false)
        .caCerts(Path.of("ca"))
        .clientCert(Path.of("cert"))
        .clientKey(Path.of("key"))
        .sslOptions(SSLOptions.client().build())
        .retry(RetryPolicy.DEFAULT)
        .idempotent(true)
        .authMode("digest")
        .build();
  }

  @Test
  void hasEverySetting() throws IllegalAccessException {
    HTTPRequest request = unusual();
    HTTPRequest usual = HTTPRequest.of("http://a/");

    HTTPRequest copy = request.toBuilder().build();

    for (Field field : HTTPRequest.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        Object value = field.get(request);
        assertThat(value).as("%s is set here", field).isNotEqualTo(field.get(usual));
        assertThat(Objects.equals(field.get(copy), value)).as("%s", field).isTrue();
      }
    }
  }

  @Test
  void mayDiffer() {
    HTTPRequest request = unusual();

    HTTPRequest other = request.toBuilder().url("http://x/").removeHeader("A").build();

    assertThat(other.url()).isEqualTo("http://x/");
    assertThat(other.headers().contains("A")).isFalse();
    assertThat(request.headers().contains("A")).isTrue();
  }
}
