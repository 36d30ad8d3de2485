// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.IOLoop;
import tornado.template.Template;

/// The pages that a handler makes of templates.
///
/// **Thread**: the handler's coroutine; [#nonce] any, for parts of a page that are rendered beside it.
final class Pages {
  /// As Content Security Policy asks for: at least 128 bits.
  private static final int NONCE_BYTES = 16;

  private final RequestHandler handler;
  private final UI ui;
  private @Nullable String nonce;

  Pages(RequestHandler handler) {
    this.handler = handler;
    this.ui = new UI(handler, handler.application().uiParts());
  }

  UI ui() {
    return ui;
  }

  /// Returns the nonce, made when it is asked for.
  synchronized String nonce() {
    if (nonce == null) {
      nonce =
          Base64.getEncoder()
              .encodeToString(IOLoop.current().randomBytes(NONCE_BYTES).toByteArray());
    }
    return nonce;
  }

  /// Returns the attribute of elements that the policy is to allow; empty if nobody has asked for the nonce.
  synchronized String nonceAttribute() {
    return nonce == null ? "" : " nonce=\"" + nonce + "\"";
  }

  /// Checks that the answer has not ended, so that no page is made in vain.
  ///
  /// @throws IllegalStateException if it has
  void requireUnfinished() {
    if (handler.finished()) {
      throw new IllegalStateException(
          "render after finish: render, finish, redirect and sendError end the answer");
    }
  }

  String rendered(String template, Map<String, ?> values) {
    return load(template).generateString(names(values));
  }

  /// Sends a page while it is made, up to what [StreamedPage#end] returns.
  StreamedPage streamed(String template, Map<String, ?> values) {
    if (handler.application().xsrf().tokens() && !handler.response().headersSent()) {
      // Forms may come when it is too late for the cookie.
      handler.xsrfToken();
    }
    var page = new StreamedPage(handler);
    load(template).generateTo(page, names(values));
    return page;
  }

  private Template load(String template) {
    return handler.application().templates().loader(handler).load(template);
  }

  private Map<String, @Nullable Object> names(Map<String, ?> values) {
    var names = new HashMap<String, @Nullable Object>(TemplateNamespace.of(handler));
    names.putAll(handler.getTemplateNamespace());
    names.putAll(values);
    return names;
  }
}
