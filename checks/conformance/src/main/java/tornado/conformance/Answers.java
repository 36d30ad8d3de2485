// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.ResponseStartLine;
import tornado.web.Finish;
import tornado.web.HTTPError;
import tornado.web.RequestHandler;

/// What handlers answer with: status, fields, errors, bodies.
final class Answers {
  private Answers() {}

  /// Answers below the framework.
  static void fallback(HTTPServerRequest request) {
    ByteString body = ByteString.encodeUtf8("fallback " + request.method() + " " + request.path());
    var headers = new HTTPHeaders();
    headers.set("Content-Length", Integer.toString(body.size()));
    request.connection().writeHeaders(new ResponseStartLine("HTTP/1.1", 200, "OK"), headers, body);
    request.connection().finish();
  }

  static final class StatusHandler extends RequestHandler {
    @Override
    public void get() {
      int code = getArgument("code", int.class, 0);
      String reason = getArgumentUnstripped("reason", null);
      if (reason == null) {
        setStatus(code);
      } else {
        setStatus(code, reason);
      }
      String body = getArgument("body", "");
      if (!body.isEmpty()) {
        write(body);
      }
    }

    @Override
    public void post() {
      get();
    }
  }

  static final class ErrorsHandler extends RequestHandler {
    public void get(String how) {
      int status = getArgument("status", int.class, 500);
      String reason = getArgumentUnstripped("reason", null);
      if (!getArgument("before", "").isEmpty()) {
        setHeader("X-Before", "1");
        setCookie("before", "1");
        write("before");
      }
      switch (how) {
        case "raise" -> throw new HTTPError(status, getArgument("message", null), reason);
        case "send" -> sendError(status, reason, null);
        case "finish" -> {
          setStatus(status);
          String body = getArgument("body", "");
          throw body.isEmpty() ? new Finish() : new Finish(body);
        }
        case "twice" -> {
          finish("once");
          finish("twice");
        }
        case "late" -> {
          finish("once");
          write("late");
        }
        default -> throw new IllegalStateException("a failure");
      }
    }

    public void post(String how) {
      get(how);
    }
  }

  static final class OwnErrorHandler extends RequestHandler {
    private @Nullable String reason;

    @Override
    public void get() {
      reason = getArgument("reason", null);
      throw new HTTPError(getArgument("status", int.class, 0), null, reason);
    }

    @Override
    protected void writeError(int statusCode, @Nullable Throwable cause) {
      if (!getArgument("fail", "").isEmpty()) {
        write("half");
        throw new IllegalStateException("a failure of the error page");
      }
      write("own " + statusCode + " " + (reason == null ? "Conflict" : reason));
    }
  }

  static final class FieldHandler extends RequestHandler {
    @Override
    public void get() {
      for (String op : getArgumentsUnstripped("op")) {
        String[] parts = op.split(":", 3);
        switch (parts[0]) {
          case "set" -> setHeader(parts[1], parts[2]);
          case "add" -> addHeader(parts[1], parts[2]);
          default -> clearHeader(parts[1]);
        }
      }
      write("fields");
    }
  }

  static final class TypedFieldHandler extends RequestHandler {
    @Override
    public void get() {
      setHeader("X-Number", 17);
      setHeader("X-Bytes", ByteString.of((byte) 'c', (byte) 'a', (byte) 'f', (byte) 0xe9));
      setHeader("X-Date", Instant.ofEpochSecond(1_359_312_200));
      finish();
    }
  }

  static final class DefaultFieldsHandler extends RequestHandler {
    @Override
    protected void setDefaultHeaders() {
      setHeader("X-Default", "1");
      setHeader("Content-Type", "text/plain; charset=UTF-8");
      clearHeader("Server");
    }

    @Override
    public void get() {
      if (!getArgument("clear", "").isEmpty()) {
        setHeader("X-Lost", "1");
        write("lost");
        clear();
      }
      if (!getArgument("fail", "").isEmpty()) {
        throw new HTTPError(503);
      }
      write("default");
    }
  }

  static final class WriteHandler extends RequestHandler {
    public void get(String kind) {
      switch (kind) {
        case "text" -> write("caf\u00e9 \u20ac \ud83d\ude00");
        case "bytes" -> write(ByteString.of((byte) 0, (byte) 0xff, (byte) 0x80));
        case "pieces" -> {
          write("a");
          write(ByteString.encodeUtf8("b"));
          write("c");
        }
        case "empty" -> write("");
        case "nothing" -> {}
        case "map" -> write(map());
        case "empty-map" -> write(Map.of());
        case "numbers" -> write(numbers());
        default -> throw new IllegalArgumentException("lists are written by writeJson only");
      }
    }

    public void post(String kind) {
      get(kind);
    }

    private static Map<String, Object> map() {
      var map = new LinkedHashMap<String, Object>();
      map.put("a", "</script>\u00e9");
      map.put("b", Arrays.asList(1, 2.5, true, null));
      map.put("c", Map.of("d", "\u2028\ud83d\ude00\"\\/"));
      map.put("e", "\u0000\u007f\t");
      return map;
    }

    private static Map<String, Object> numbers() {
      var numbers = new LinkedHashMap<String, Object>();
      numbers.put("big", new BigInteger("12345678901234567890"));
      numbers.put("small", 1e-7);
      numbers.put("large", 1e22);
      numbers.put("whole", 3.0);
      numbers.put("negative", -0.0);
      return numbers;
    }
  }

  static final class StreamHandler extends RequestHandler {
    @Override
    public void get() {
      Integer status = getArgument("status", int.class, 200);
      setStatus(status);
      String length = getArgument("length", "");
      if (!length.isEmpty()) {
        setHeader("Content-Length", length);
      }
      for (String piece : getArgumentsUnstripped("piece")) {
        write(piece);
        await(flush());
      }
      if (!getArgument("fail", "").isEmpty()) {
        throw new HTTPError(500);
      }
      write(getArgument("last", ""));
    }

    @Override
    public void post() {
      get();
    }
  }

  static final class TagHandler extends RequestHandler {
    @Override
    protected @Nullable String computeEtag() {
      String tag = getArgument("tag", null);
      if (tag == null) {
        return super.computeEtag();
      }
      return tag.isEmpty() ? null : tag;
    }

    @Override
    public void get() {
      setHeader("Content-Language", "en");
      setHeader("X-Kept", "1");
      setStatus(getArgument("status", int.class, 200));
      String set = getArgument("set", "");
      if (!set.isEmpty()) {
        setHeader("Etag", set);
      }
      write(getArgument("body", "body"));
    }

    @Override
    public void post() {
      get();
    }
  }

  static final class GetOnlyHandler extends RequestHandler {
    @Override
    public void get() {
      write("got");
    }
  }

  static final class SomeVerbsHandler extends RequestHandler {
    @Override
    public void post() {
      write("posted");
    }

    @Override
    public void delete() {
      setStatus(204);
    }

    @Override
    public void options() {
      setHeader("Allow", "POST, DELETE, OPTIONS");
      setStatus(204);
    }
  }

  static final class PrepareHandler extends RequestHandler {
    @Override
    protected void prepare() {
      if (!getArgument("finish", "").isEmpty()) {
        finish("prepared");
      } else if (!getArgument("fail", "").isEmpty()) {
        throw new HTTPError(403);
      }
    }

    @Override
    public void get() {
      write("got");
    }
  }

  static final class RedirectsHandler extends RequestHandler {
    @Override
    public void get() {
      String url = getArgumentUnstripped("url");
      if (!getArgument("status", "").isEmpty()) {
        redirect(url, getArgument("status", int.class, 0));
      } else if (!getArgument("late", "").isEmpty()) {
        flush();
        redirect(url);
      } else {
        redirect(url, getArgument("permanent", "").isEmpty() ? 302 : 301);
      }
    }

    @Override
    public void post() {
      get();
    }
  }

  static final class LargeHandler extends RequestHandler {
    @Override
    public void get() {
      for (String field : List.of("type", "vary", "coding")) {
        String value = getArgument(field, "");
        if (!value.isEmpty()) {
          setHeader(fieldName(field), value);
        }
      }
      for (int i = getArgument("pieces", int.class, 1); i > 0; i--) {
        write("0123456789abcdef".repeat(getArgument("bytes", int.class, 0) / 16));
        if (!getArgument("flush", "").isEmpty()) {
          await(flush());
        }
      }
    }

    private static String fieldName(String argument) {
      return switch (argument) {
        case "type" -> "Content-Type";
        case "coding" -> "Content-Encoding";
        default -> "Vary";
      };
    }
  }
}
