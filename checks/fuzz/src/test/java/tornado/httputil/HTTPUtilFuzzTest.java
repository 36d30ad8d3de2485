// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// Any text as the fields, forms and targets that functions of HTTPUtil read. Only those that may refuse their input throw
/// anything, and that is an [HTTPInputError].
final class HTTPUtilFuzzTest {
  /// Fields read from bytes and from text are the same, whether they lie in one segment of a buffer or in many.
  @FuzzTest
  void headers(byte[] input) {
    String text = latin1(input);
    @Nullable HTTPHeaders whole = unlessRefused(() -> HTTPHeaders.parse(text));
    Buffer bytes = new Buffer().write(input);
    var segments = new Buffer();
    for (int i = 0; i < input.length; i++) {
      // A copy shares its segment, so it stays one of its own.
      bytes.copyTo(segments, i, 1);
    }

    assertThat(unlessRefused(() -> HTTPHeaders.parse(bytes, input.length))).isEqualTo(whole);
    assertThat(unlessRefused(() -> HTTPHeaders.parse(segments, input.length))).isEqualTo(whole);
    if (whole != null) {
      assertThat(HTTPHeaders.parse(whole.toString())).isEqualTo(whole);
    }
  }

  @FuzzTest
  void header(byte[] input) {
    HeaderValue value = HTTPUtil.parseHeader(text(input));

    assertThat(value.value().strip()).isEqualTo(value.value());
    assertThat(value.params().keySet())
        .allMatch(name -> name.toLowerCase(Locale.ROOT).equals(name));
  }

  @FuzzTest
  void cookies(byte[] input) {
    Map<String, String> all = HTTPUtil.parseCookie(text(input));

    assertThat(RequestCookies.parse(text(input)).entrySet()).allMatch(all.entrySet()::contains);
    assertThat(all.keySet()).allMatch(name -> name.strip().equals(name));
  }

  /// Encoding what was read and reading it again changes nothing.
  @FuzzTest
  void query(byte[] input) {
    Map<String, List<ByteString>> arguments = HTTPUtil.parseQueryArguments(text(input));
    var encoded = new ArrayList<String>();
    arguments.forEach((name, values) ->
        values.forEach(value -> encoded.add(percent(bytes(name)) + "=" + percent(value))));

    assertThat(HTTPUtil.parseQueryArguments(String.join("&", encoded))).isEqualTo(arguments);
  }

  /// Parts that `--b` separates hold no more than the body does.
  @FuzzTest
  void multipart(byte[] input) {
    ByteString body = ByteString.of(input);
    var config = new ParseMultipartConfig(true, 10, 200);
    @Nullable FormBody form =
        unlessRefused(() -> HTTPUtil.parseMultipartFormData("b", body, config));

    if (form != null) {
      long total = 0;
      for (List<ByteString> values : form.arguments().values()) {
        total += values.stream().mapToLong(ByteString::size).sum() + values.size();
      }
      for (List<HTTPFile> files : form.files().values()) {
        assertThat(files).noneMatch(file -> file.filename().isEmpty());
        total += files.stream().mapToLong(file -> file.body().size()).sum() + files.size();
      }
      assertThat(total).isLessThanOrEqualTo(body.size());
      assertThat(form.arguments()).doesNotContainKey("");
    }
  }

  /// The first line of the input is the type, the rest the body.
  @FuzzTest
  void form(byte[] input) {
    String text = latin1(input);
    int line = lineEnd(text);
    ByteString body = bytes(text.substring(Math.min(line + 1, text.length())));

    unlessRefused(() ->
        HTTPUtil.parseBodyArguments(text.substring(0, line), body, null, ParseBodyConfig.DEFAULT));
  }

  /// A host that is accepted has nothing in it that could be taken for another part of a URL.
  @FuzzTest
  void host(byte[] input) {
    String host = latin1(input);
    HostAndPort parts = HTTPUtil.splitHostAndPort(host);
    boolean accepted =
        unlessRefused(() -> {
          Host.check(host);
          return true;
        })
            != null;

    assertThat(host).startsWith(parts.host());
    if (accepted) {
      assertThat(host).doesNotContain("/", "?", "#", "@", "\\", " ", ",", "\r", "\n");
      assertThat(Host.name(host)).isEqualTo(Host.name(Host.name(host) + ":80"));
    }
  }

  /// The first line of the input is a method, the rest a target: what is accepted has a path.
  @FuzzTest
  void requestTarget(byte[] input) {
    String text = latin1(input);
    int line = lineEnd(text);
    String rest = text.substring(Math.min(line + 1, text.length()));
    @Nullable RequestTarget target =
        unlessRefused(() -> RequestTarget.parse(text.substring(0, line), rest));

    if (target != null && target.authority() != null) {
      assertThat(target.authority()).isNotEmpty();
      assertThat(target.path()).startsWith("/");
    }
  }

  @FuzzTest
  void range(byte[] input) {
    @Nullable ByteRange range = HTTPUtil.parseRangeHeader(text(input));

    if (range != null && range.end() != null) {
      assertThat(range.end()).isNotNegative();
    }
  }

  @FuzzTest
  void startLines(byte[] input) {
    String line = latin1(input);
    @Nullable RequestStartLine request = unlessRefused(() -> HTTPUtil.parseRequestStartLine(line));
    @Nullable ResponseStartLine response =
        unlessRefused(() -> HTTPUtil.parseResponseStartLine(line));

    if (request != null) {
      assertThat(request.method() + " " + request.path() + " " + request.version()).isEqualTo(line);
    }
    if (response != null) {
      assertThat("%s %03d %s".formatted(response.version(), response.code(), response.reason()))
          .isEqualTo(line);
    }
  }

  @FuzzTest
  void dates(byte[] input) {
    HTTPDate.parse(text(input))
        .ifPresent(date -> assertThat(HTTPDate.parse(HTTPDate.format(date))).contains(date));
  }

  private interface Parser<T> {
    T parse();
  }

  private static <T> @Nullable T unlessRefused(Parser<T> parser) {
    try {
      return parser.parse();
    } catch (HTTPInputError expected) {
      return null;
    }
  }

  private static int lineEnd(String text) {
    int feed = text.indexOf('\n');
    return feed < 0 ? text.length() : feed;
  }

  private static String latin1(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  /// Returns text beyond latin-1 as well: applications pass what they like.
  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  private static ByteString bytes(String latin1) {
    return ByteString.encodeString(latin1, StandardCharsets.ISO_8859_1);
  }

  private static String percent(ByteString bytes) {
    return bytes.hex().replaceAll("..", "%$0");
  }
}
