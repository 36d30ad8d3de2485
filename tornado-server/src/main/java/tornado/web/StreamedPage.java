// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;
import tornado.template.LateParts;
import tornado.template.PageSink;

/// A page that is sent while it is made. The styles of modules that appear before the head has gone are in it, those of late parts stand
/// before these; those of other modules, and all scripts, stand at the end of the body, which is kept back until then.
///
/// **Thread**: the handler's coroutine.
final class StreamedPage implements PageSink {
  private final RequestHandler handler;
  private final @Nullable LateParts lateParts;
  private final PageStyles styles;
  private boolean headSent;

  /// The end of the body and what is behind it, once the page has come so far.
  private String rest = "";

  StreamedPage(RequestHandler handler) {
    this.handler = handler;
    this.styles = new PageStyles(handler);
    this.lateParts =
        handler.streamsOutOfOrder() && !ScriptedParts.isInOrder(handler.request())
            ? new ScriptedParts(
                handler.request().query(),
                handler.pages()::nonceAttribute,
                part -> send(styles.fresh() + part))
            : null;
  }

  /// {@inheritDoc}
  ///
  /// It waits until the system has taken the piece.
  @Override
  public void write(String piece) {
    String html = headSent ? piece : withStyles(piece);
    int end = html.lastIndexOf(PageResources.BODY_END);
    if (end >= 0) {
      send(rest + html.substring(0, end));
      rest = html.substring(end);
    } else if (rest.isEmpty()) {
      send(html);
    } else {
      rest += html;
    }
  }

  @Override
  public @Nullable LateParts lateParts() {
    return lateParts;
  }

  private String withStyles(String piece) {
    int end = piece.indexOf(PageResources.HEAD_END);
    if (end < 0) {
      return piece;
    }
    headSent = true;
    return piece.substring(0, end) + styles.fresh() + piece.substring(end);
  }

  private void send(String html) {
    if (!html.isEmpty()) {
      handler.write(html);
      RequestHandler.await(handler.flush());
    }
  }

  /// Returns what is still to be sent, now that the template has come to its end.
  String end() {
    var resources = new PageResources(handler, handler.ui().used());
    return styles.fresh() + resources.scripts() + resources.bodies() + rest;
  }
}
