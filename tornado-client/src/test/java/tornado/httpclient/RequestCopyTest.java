// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tornado.netutil.SSLOptions;

/// A request made of another one.
final class RequestCopyTest {
  /// Returns a request with every setting but those that don't go with others.
  private static HTTPRequest.Builder unusual() {
    return HTTPRequest.builder("http://other/")
        .method("POST")
        .header("A", "b")
        .connectTimeout(Duration.ofSeconds(1))
        .requestTimeout(Duration.ofSeconds(2))
        .followRedirects(false)
        .maxRedirects(7)
        .decompressResponse(false)
        .allowNonstandardMethods(true)
        .authUsername("me")
        .authPassword("secret")
        .userAgent("test")
        .headerCallback(_ -> {})
        .validateCert(false)
        .caCerts(Path.of("ca"))
        .clientCert(Path.of("cert"))
        .clientKey(Path.of("key"))
        .sslOptions(SSLOptions.client().build())
        .retry(RetryPolicy.DEFAULT)
        .idempotent(true)
        .authMode("digest")
        .expect100Continue(true)
        .continueTimeout(Duration.ofSeconds(3))
        .firstByteTimeout(Duration.ofSeconds(4))
        .stalledTimeout(Duration.ofSeconds(5))
        .proxy("http://me:secret@proxy:1/")
        .networkInterface("lo")
        .allowIpv6(false);
  }

  @Test
  void hasEverySetting() {
    HTTPRequest pushed =
        unusual().expect100Continue(false).body("body").streamingCallback(_ -> {}).build();
    HTTPRequest pulled = unusual().bodySource(new Buffer()).streamResponse(true).build();
    HTTPRequest usual = HTTPRequest.of("http://a/");

    for (Field field : HTTPRequest.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        Object ordinary = valueOf(field, usual);
        assertThat(List.of(pushed, pulled))
            .as("%s is set here", field)
            .anyMatch(request -> !Objects.equals(valueOf(field, request), ordinary));
        for (HTTPRequest request : List.of(pushed, pulled)) {
          assertThat(valueOf(field, request.toBuilder().build()))
              .as("%s", field)
              .isEqualTo(valueOf(field, request));
        }
      }
    }
  }

  private static @Nullable Object valueOf(Field field, HTTPRequest request) {
    try {
      return field.get(request);
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void mayDiffer() {
    HTTPRequest request = unusual().body("body").build();

    HTTPRequest other = request.toBuilder().url("http://x/").removeHeader("A").build();

    assertThat(other.url()).isEqualTo("http://x/");
    assertThat(other.headers().contains("A")).isFalse();
    assertThat(request.headers().contains("A")).isTrue();
  }
}
