// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httpclient.AsyncHTTPClient;
import tornado.httpclient.AsyncHTTPClientOptions;
import tornado.httpclient.BodyProducer;
import tornado.httpclient.FetchOption;
import tornado.httpclient.HTTPClientError;
import tornado.httpclient.HTTPRequest;
import tornado.httpclient.HTTPResponse;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;

/// Fetches with our client: each line of the input says what, as JSON, and one comes back that says what it got. `python/fetch.py` does the
/// same with Python's.
///
/// **Thread**: main.
public final class Client {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Client() {}

  /// What is to be fetched.
  record Said(
      String url,
      String method,
      List<List<String>> fields,
      @Nullable String body,
      Map<String, String> options) {}

  /// Fetches until its input ends.
  public static void main(String[] args) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Said said = Escape.jsonDecode(line, Said.class);
      System.out.println(Escape.jsonEncode(IOLoop.current().runSync(() -> fetch(said))));
    }
  }

  private static Map<String, Object> fetch(Said said) {
    var pieces = new Buffer();
    try (var client = new AsyncHTTPClient(AsyncHTTPClientOptions.DEFAULT)) {
      HTTPRequest request = request(said, pieces);
      return show(Async.await(client.fetch(request, FetchOption.RETURN_ERRORS)), pieces);
    } catch (IllegalArgumentException e) {
      return Map.of("outcome", "refused");
    } catch (HTTPInputError e) {
      return Map.of("outcome", "failed with HTTPInputError");
    } catch (HTTPClientError e) {
      return Map.of("outcome", e.getClass().getSimpleName());
    } catch (RuntimeException e) {
      return Map.of("outcome", "failed with " + e.getClass().getSimpleName());
    }
  }

  private static HTTPRequest request(Said said, Buffer pieces) {
    HTTPRequest.Builder request =
        HTTPRequest.builder(said.url())
            .method(said.method())
            .requestTimeout(PATIENCE)
            .connectTimeout(PATIENCE);
    var fields = new HTTPHeaders();
    said.fields().forEach(field -> fields.add(field.get(0), field.get(1)));
    request.headers(fields);
    if (said.body() != null) {
      request.body(ByteString.encodeString(said.body(), StandardCharsets.ISO_8859_1));
    }
    said.options().forEach((name, value) -> set(request, name, value, pieces));
    return request.build();
  }

  private static void set(HTTPRequest.Builder request, String name, String value, Buffer pieces) {
    boolean yes = value.equals("yes");
    switch (name) {
      case "follow_redirects" -> request.followRedirects(yes);
      case "decompress_response" -> request.decompressResponse(yes);
      case "allow_nonstandard_methods" -> request.allowNonstandardMethods(yes);
      case "expect_100_continue" -> request.expect100Continue(yes);
      case "max_redirects" -> request.maxRedirects(Integer.parseInt(value));
      case "if_modified_since" ->
          request.ifModifiedSince(Instant.ofEpochSecond(Long.parseLong(value)));
      case "auth_username" -> request.authUsername(value);
      case "auth_password" -> request.authPassword(value);
      case "auth_mode" -> request.authMode(value);
      case "user_agent" -> request.userAgent(value);
      case "streamed" -> request.streamingCallback(pieces::write);
      case "pieces" -> request.bodyProducer(producer(List.of(value.split(","))));
      default -> throw new IllegalArgumentException("unknown option: " + name);
    }
  }

  private static BodyProducer producer(List<String> pieces) {
    return writer -> {
      for (String piece : pieces) {
        Async.await(writer.write(ByteString.encodeUtf8(piece)));
      }
    };
  }

  private static Map<String, Object> show(HTTPResponse response, Buffer pieces) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("outcome", "response");
    shown.put("code", response.code());
    shown.put("reason", response.reason());
    shown.put(
        "fields",
        response.headers().getAll().stream()
            .map(field -> List.of(field.name(), field.value()))
            .toList());
    ByteString body = new Buffer().write(response.body()).write(pieces.snapshot()).snapshot();
    shown.put("body", body.string(StandardCharsets.ISO_8859_1));
    shown.put("url", response.effectiveUrl());
    return shown;
  }
}
