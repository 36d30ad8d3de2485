// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPFile;
import tornado.httputil.HTTPServerRequest;
import tornado.web.RequestHandler;
import tornado.web.StreamRequestBody;

/// What requests say: every part of them as JSON, arguments, bodies.
final class Requests {
  private Requests() {}

  /// Bytes that are written as text, one character each.
  private static String text(ByteString bytes) {
    return bytes.string(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, List<String>> texts(Map<String, List<ByteString>> arguments) {
    var texts = new LinkedHashMap<String, List<String>>();
    arguments.forEach(
        (name, values) -> texts.put(name, values.stream().map(Requests::text).toList()));
    return texts;
  }

  private static Map<String, String> file(HTTPFile file) {
    var parts = new LinkedHashMap<String, String>();
    parts.put("filename", file.filename());
    parts.put("contentType", file.contentType());
    parts.put("body", text(file.body()));
    return parts;
  }

  /// Answers with all that it was asked.
  private static void echo(RequestHandler handler) {
    HTTPServerRequest request = handler.request();
    var files = new LinkedHashMap<String, List<Map<String, String>>>();
    request
        .files()
        .forEach((name, list) -> files.put(name, list.stream().map(Requests::file).toList()));
    var parts = new LinkedHashMap<String, Object>();
    parts.put("method", request.method());
    parts.put("uri", request.uri());
    parts.put("path", request.path());
    parts.put("query", request.query());
    parts.put("version", request.version());
    parts.put("host", request.host());
    parts.put("hostName", request.hostName());
    parts.put("protocol", request.protocol());
    parts.put("remoteIp", request.remoteIp());
    parts.put("fullUrl", request.fullUrl());
    parts.put("queryArguments", texts(request.queryArguments()));
    parts.put("bodyArguments", texts(request.bodyArguments()));
    parts.put("arguments", texts(request.arguments()));
    parts.put("cookies", request.cookies());
    parts.put("files", files);
    parts.put("body", text(request.body()));
    handler.write(parts);
  }

  static final class EchoHandler extends AnyVerbHandler {
    @Override
    void answer() {
      echo(this);
    }
  }

  static final class FieldsHandler extends AnyVerbHandler {
    @Override
    void answer() {
      var fields =
          request().headers().getAll().stream()
              .filter(field -> !field.name().equals("Host"))
              .map(field -> List.of(field.name(), field.value()))
              .toList();
      write(Map.of("fields", fields));
    }
  }

  static final class ArgumentsHandler extends AnyVerbHandler {
    @Override
    void answer() {
      var values = new LinkedHashMap<String, @Nullable Object>();
      values.put("last", getArgument("a", null));
      values.put("lastUnstripped", getArgumentUnstripped("a", null));
      values.put("all", getArguments("a"));
      values.put("allUnstripped", getArgumentsUnstripped("a"));
      values.put("query", getQueryArgument("a", null));
      values.put("queries", getQueryArguments("a"));
      values.put("body", getBodyArgument("a", null));
      values.put("bodies", getBodyArgumentsUnstripped("a"));
      writeJson(values);
    }
  }

  static final class RequiredHandler extends RequestHandler {
    @Override
    public void get() {
      write(getArgument("a"));
    }

    @Override
    public void post() {
      write(getBodyArgument("a"));
    }
  }

  static final class LatinHandler extends RequestHandler {
    @Override
    protected String decodeArgument(ByteString value, @Nullable String name) {
      return text(value);
    }

    public void get(String group) {
      var values = new LinkedHashMap<String, @Nullable Object>();
      values.put("group", group);
      values.put("a", getArgument("a", null));
      writeJson(values);
    }
  }

  @StreamRequestBody
  static final class UploadHandler extends RequestHandler {
    private final Buffer body = new Buffer();

    @Override
    protected void prepare() {
      if (!getArgument("refuse", "").isEmpty()) {
        sendError(401);
      }
    }

    @Override
    protected void dataReceived(ByteString chunk) {
      body.write(chunk);
    }

    @Override
    public void put() {
      var values = new LinkedHashMap<String, @Nullable Object>();
      values.put("body", text(body.readByteString()));
      values.put("a", getArgument("a", null));
      writeJson(values);
    }

    @Override
    public void post() {
      put();
    }
  }
}
