// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.lexer.Token;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.IOLoop;
import tornado.ioloop.Scope;

/// `{% defer %}`, `{% meanwhile %}` for what is seen until it is ready, `{% enddefer %}`: a part of the page that is rendered in a coroutine
/// of its own, with the variables as they are now, while the page goes on. Where there is no coroutine it is rendered at once.
///
/// **Thread**: any.
final class DeferNode extends PageNode {
  private final Body body;
  private final @Nullable Body meanwhile;

  private DeferNode(Body body, @Nullable Body meanwhile, int line) {
    super(line);
    this.body = body;
    this.meanwhile = meanwhile;
  }

  static DeferNode parse(TemplateParser parser, int line) {
    parser.endTag();
    Body body = parser.bodyOutsideLoopsUntil("meanwhile", "enddefer");
    Body meanwhile = null;
    if (parser.skip(Token.Type.NAME, "meanwhile")) {
      parser.endTag();
      meanwhile = parser.bodyOutsideLoopsUntil("enddefer");
    }
    parser.expect(Token.Type.NAME, "enddefer");
    parser.endTag();
    return new DeferNode(body, meanwhile, line);
  }

  @Override
  void render(CompiledTemplate self, Page page, Rendering rendering) {
    if (page.takesDeferred() && mayWait()) {
      // First what may fail here: until the page has the part, nobody would end it.
      String seen = seenMeanwhile(self, page, rendering);
      page.defer(start(self, rendering), seen);
    } else {
      body.render(self, page, rendering);
    }
  }

  private static boolean mayWait() {
    return Thread.currentThread().isVirtual() && Scope.currentOrNull() != null;
  }

  private String seenMeanwhile(CompiledTemplate self, Page page, Rendering rendering) {
    if (meanwhile == null || !page.takesLateParts()) {
      return "";
    }
    var part = Page.part();
    meanwhile.render(self, part, copy(self, rendering).get());
    return part.toString();
  }

  /// Starts the part on the loop if the page is rendered there; what a page beside the loop waits for would stop it.
  private CompletableFuture<String> start(CompiledTemplate self, Rendering rendering) {
    Supplier<Rendering> copy = copy(self, rendering);
    return IOLoop.current().inLoop()
        ? Async.spawn(() -> rendered(self, copy.get()))
        : Async.spawnBlocking(() -> rendered(self, copy.get()));
  }

  /// What is set in a part or meanwhile is gone afterwards, so that a page is the same in whichever order its parts come.
  private Supplier<Rendering> copy(CompiledTemplate self, Rendering rendering) {
    return rendering.copyForDeferred(self, getLineNumber());
  }

  private String rendered(CompiledTemplate self, Rendering rendering) {
    Trail trail = rendering.run().trail();
    try (var page = Page.inMemory(256)) {
      body.render(self, page, rendering);
      return page.whole();
    } catch (RenderException e) {
      throw e.leavePart(trail);
    }
  }
}
