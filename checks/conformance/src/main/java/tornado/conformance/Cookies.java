// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.web.CookieOptions;
import tornado.web.RequestHandler;
import tornado.web.SignedValue;

/// Cookies: set, cleared, signed; the tokens against forms of other sites.
final class Cookies {
  private Cookies() {}

  static final class SetCookieHandler extends RequestHandler {
    @Override
    public void get() {
      CookieOptions options = CookieOptions.DEFAULT;
      options = with(options, "domain", options::withDomain);
      options = with(options, "path", options::withPath);
      CookieOptions named = options;
      options = with(named, "samesite", site -> named.withSameSite(sameSite(site)));
      if (has("expires")) {
        options = options.withExpires(Instant.ofEpochSecond(number("expires")));
      }
      if (has("expires_days")) {
        options = options.withExpiresDays(number("expires_days"));
      }
      if (has("max_age")) {
        options = options.withMaxAge(Duration.ofSeconds(number("max_age")));
      }
      options = options.withHttpOnly(has("httponly")).withSecure(has("secure"));
      setCookie(getArgumentUnstripped("name"), getArgumentUnstripped("value"), options);
      if (has("again")) {
        setCookie(getArgument("name"), getArgument("again"));
      }
    }

    private CookieOptions with(
        CookieOptions options, String name, Function<@Nullable String, CookieOptions> change) {
      String value = getArgumentUnstripped(name, null);
      return value == null ? options : change.apply(value.isEmpty() ? null : value);
    }

    private static CookieOptions.@Nullable SameSite sameSite(@Nullable String site) {
      return site == null ? null : CookieOptions.SameSite.valueOf(site.toUpperCase(Locale.ROOT));
    }

    private boolean has(String name) {
      return request().arguments().containsKey(name);
    }

    private int number(String name) {
      return Integer.parseInt(getArgument(name));
    }
  }

  static final class ClearCookieHandler extends RequestHandler {
    @Override
    public void get() {
      CookieOptions options =
          CookieOptions.DEFAULT
              .withDomain(getArgument("domain", null))
              .withPath(getArgument("path", "/"))
              .withSecure(request().arguments().containsKey("secure"));
      String name = getArgument("name", null);
      if (name == null) {
        clearAllCookies(options);
      } else {
        clearCookie(name, options);
      }
    }
  }

  static final class SeveralCookiesHandler extends RequestHandler {
    @Override
    public void get() {
      setCookie("b", "1");
      setCookie("a", "2");
      setCookie("b", "3");
      addHeader("Set-Cookie", "own=4");
    }
  }

  static final class GetCookieHandler extends RequestHandler {
    @Override
    public void get() {
      var values = new LinkedHashMap<String, @Nullable Object>();
      values.put("value", getCookie(getArgument("name"), getArgument("default", null)));
      writeJson(values);
    }
  }

  static final class SignHandler extends RequestHandler {
    private static final SignedValue.Keys KEYS = SignedValue.Keys.of(App.SECRET);

    @Override
    public void get() {
      String name = getArgument("name");
      String value = getArgumentUnstripped("value");
      int version = getArgument("version", int.class, 2);
      if (request().arguments().containsKey("set")) {
        setSignedCookie(name, value);
      }
      write(
          version == 2
              ? createSignedValue(name, value)
              : SignedValue.create(
                  KEYS, name, ByteString.encodeUtf8(value), Instant.now(), version));
    }
  }

  static final class UnsignHandler extends RequestHandler {
    @Override
    public void get() {
      String name = getArgument("name");
      String signed = getArgument("value", null);
      SignedValue.Options options =
          SignedValue.Options.DEFAULT
              .withValue(signed)
              .withMaxAgeDays(getArgument("days", int.class, 31))
              .withMinVersion(getArgument("min_version", int.class, 1));
      ByteString value = getSignedCookieBytes(name, options);
      String checked = signed == null ? getCookie(name) : signed;
      OptionalInt key = checked == null ? OptionalInt.empty() : SignedValue.keyVersion(checked);
      var values = new LinkedHashMap<String, @Nullable Object>();
      values.put("value", value == null ? null : value.string(StandardCharsets.ISO_8859_1));
      values.put("keyVersion", key.isPresent() ? key.getAsInt() : null);
      writeJson(values);
    }
  }

  static final class TokenHandler extends RequestHandler {
    @Override
    protected @Nullable Object getCurrentUser() {
      return getQueryArgument("user", null);
    }

    @Override
    public void get() {
      write(xsrfToken());
    }

    @Override
    public void post() {
      write("passed");
    }

    @Override
    public void put() {
      post();
    }

    @Override
    public void delete() {
      post();
    }

    @Override
    public void options() {
      post();
    }
  }
}
