// SPDX-License-Identifier: Apache-2.0
package tornado.filters;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import tornado.httputil.HTTPServerRequest;
import tornado.ioloop.IOLoop;
import tornado.web.Filter;
import tornado.web.RequestHandler;
import tornado.web.RequestKey;

/// Gives every request an id, by which its log lines are found: those of several machines too, if they pass it on. It is in a field of
/// the answer, and `requestId` in the log's context (SLF4J's MDC) until the request's coroutine ends; not in that of coroutines it
/// starts.
///
/// | option | default | meaning |
/// |---|---|---|
/// | [Builder#field] | `X-Request-Id` | the field |
/// | [Builder#trust] | nobody | whose id is taken over, if it has one: up to 128 letters, digits and `._~+/=-` |
///
/// **Thread**: any.
public final class RequestId implements Filter {
  private static final RequestKey<String> ID = RequestKey.of("request id");
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._~+/=-]{1,128}");
  private static final int ID_BYTES = 16;

  private final String field;
  private final Predicate<HTTPServerRequest> trusted;

  private RequestId(Builder builder) {
    field = builder.field;
    trusted = builder.trusted;
  }

  /// Returns a builder with the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns a request's id.
  ///
  /// @throws IllegalStateException if it passed no such filter
  public static String of(RequestHandler handler) {
    String id = handler.attribute(ID);
    if (id == null) {
      throw new IllegalStateException("no id: the request passed no RequestId filter");
    }
    return id;
  }

  @Override
  public void filter(RequestHandler handler, Next next) throws Exception {
    String id = idOf(handler.request());
    handler.setAttribute(ID, id);
    handler.beforeHead(() -> handler.setHeader(field, id));
    // It stays there: errors are logged behind the filters, and the thread ends with the request.
    MDC.put("requestId", id);
    next.run();
  }

  private String idOf(HTTPServerRequest request) {
    String given = request.headers().get(field);
    if (given != null && VALID.matcher(given).matches() && trusted.test(request)) {
      return given;
    }
    return IOLoop.current().randomBytes(ID_BYTES).hex();
  }

  /// Options; see [RequestId]. **Thread**: owner.
  public static final class Builder {
    private String field = "X-Request-Id";
    private Predicate<HTTPServerRequest> trusted = _ -> false;

    private Builder() {}

    /// Sets the field, of requests and answers.
    ///
    /// @throws IllegalArgumentException if it is no token
    public Builder field(String name) {
      if (!Tokens.isToken(name)) {
        throw new IllegalArgumentException("expected a token but was '" + name + "'");
      }
      this.field = name;
      return this;
    }

    /// Sets whose ids are taken over: those of our own proxies, by their address for instance. Others could make their lines look like
    /// somebody else's.
    public Builder trust(Predicate<HTTPServerRequest> trusted) {
      this.trusted = trusted;
      return this;
    }

    /// Makes the filter.
    public RequestId build() {
      return new RequestId(this);
    }
  }
}
