// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.function.Consumer;
import java.util.function.Supplier;
import tornado.escape.Escape;
import tornado.httputil.HTTPServerRequest;
import tornado.template.LateParts;

/// Late parts of a page that a script puts into their places. Each comes within a `template` element, which may stand anywhere and shows
/// nothing, with a script behind it, whose text is the same for all parts, pages and servers.
///
/// Browsers without scripts ask for the page again, with its parts in their places.
///
/// **Thread**: the handler's coroutine.
final class ScriptedParts implements LateParts {
  /// The argument of requests for a page with its parts in their places.
  private static final String IN_ORDER = "_in_order";

  /// Two empty templates stand around what is seen meanwhile. They needn't be siblings: the first may be in a paragraph that this has closed,
  /// the second in a list item or an option whose end is left to the browser, which is removed unless there is more in it.
  private static final String SCRIPT =
      """
      {const script=document.currentScript,part=script.previousElementSibling,
      start=document.getElementById(part.dataset.place),end=document.getElementById(part.dataset.place+"-end");
      if(start&&end){
      const range=document.createRange();range.setStartBefore(start);range.setEndAfter(end);
      let left=end.parentNode;range.deleteContents();
      while(!left.contains(range.startContainer)&&!left.firstElementChild&&!left.textContent.trim()){
      const empty=left;left=left.parentNode;empty.remove()}
      range.insertNode(part.content)}
      part.remove();script.remove()}\
      """;

  private final String query;
  private final Supplier<String> nonceAttribute;
  private final Consumer<String> sink;
  private boolean offeredInOrder;

  /// @param query of the request
  /// @param nonceAttribute of scripts
  /// @param sink takes the parts, with all that brings them to their places
  ScriptedParts(String query, Supplier<String> nonceAttribute, Consumer<String> sink) {
    this.query = query;
    this.nonceAttribute = nonceAttribute;
    this.sink = sink;
  }

  /// Tells whether a request asks for parts in their places.
  static boolean isInOrder(HTTPServerRequest request) {
    return request.queryArguments().containsKey(IN_ORDER);
  }

  @Override
  public String placeholder(int number, String meanwhile) {
    String place = place(number);
    return inOrder()
        + "<template id=\"%s\"></template>%s<template id=\"%s-end\"></template>"
            .formatted(place, meanwhile, place);
  }

  /// Returns what browsers without scripts ask for the page again by; once.
  private String inOrder() {
    if (offeredInOrder) {
      return "";
    }
    offeredInOrder = true;
    String again = "?" + query + (query.isEmpty() ? "" : "&") + IN_ORDER + "=1";
    return "<noscript><meta http-equiv=\"refresh\" content=\"0; url=%s\"></noscript>"
        .formatted(Escape.xhtmlEscape(again));
  }

  @Override
  public void write(int number, String html) {
    sink.accept(
        "<template data-place=\"%s\">%s</template><script%s>%s</script>"
            .formatted(place(number), html, nonceAttribute.get(), SCRIPT));
  }

  private static String place(int number) {
    return "tornado-part-" + number;
  }
}
