// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.UncheckedIOException;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// A template that has been read, to be rendered any number of times.
///
/// Each rendering sees the loader's globals and the values it is given, which win. It runs in the thread that calls, best a coroutine:
/// functions and modules may wait. It ends with the scope of that coroutine, by its cancellation or its deadline.
///
/// **Thread**: any.
public final class Template {
  private final Loader loader;
  private final CompiledTemplate compiled;

  Template(Loader loader, CompiledTemplate compiled) {
    this.loader = loader;
    this.compiled = compiled;
  }

  /// Makes a template of a text, with a loader of its own that knows no other.
  ///
  /// @throws ParseError if the text is wrong
  public static Template of(String text) {
    Loader loader = Loader.of(Map.of());
    return new Template(loader, loader.compile("<string>", text));
  }

  /// Makes a template of a text that is not the loader's, but may name those that are.
  ///
  /// @param name for errors, and for names in it that are relative to it
  /// @throws ParseError if the text is wrong
  public static Template of(String text, String name, Loader loader) {
    return new Template(loader, loader.compile(name, text));
  }

  /// Returns the name.
  public String name() {
    return compiled.getName();
  }

  /// Returns the page in UTF-8.
  ///
  /// @throws TemplateError if it can't be rendered
  public ByteString generate(Map<String, ? extends @Nullable Object> values) {
    return ByteString.encodeUtf8(generateString(values));
  }

  /// Returns the page as text.
  ///
  /// @throws TemplateError if it can't be rendered
  public String generateString(Map<String, ? extends @Nullable Object> values) {
    // A little room, so that a page that is a little longer fits too.
    try (var page = Page.inMemory(compiled.lastLength() + 64)) {
      render(page, values);
      String whole = page.whole();
      compiled.lastLength(whole.length());
      return whole;
    } catch (RenderException e) {
      throw e.outcome();
    }
  }

  /// Passes the page on in pieces, one at each `{% flush %}` and the last at its end. If it fails before the first, nothing is passed on.
  ///
  /// Parts that `{% defer %}` holds, and that are not ready when their place is passed on, come late if the sink has [LateParts]; otherwise
  /// what is before such a part is passed on, and the page waits for it.
  ///
  /// @throws TemplateError if it can't be rendered
  public void generateTo(PageSink sink, Map<String, ? extends @Nullable Object> values) {
    try (var page = Page.to(sink)) {
      render(page, values);
      page.finish();
    } catch (RenderException e) {
      throw e.outcome();
    }
  }

  /// Appends the page to `sink`, in pieces as [#generateTo(PageSink, Map)] does.
  ///
  /// @throws TemplateError if it can't be rendered
  /// @throws UncheckedIOException if `sink` fails
  public void generateTo(Appendable sink, Map<String, ? extends @Nullable Object> values) {
    var appending = new AppendableSink(sink);
    try {
      generateTo(appending, values);
    } catch (TemplateError e) {
      appending.throwFailure();
      throw e;
    }
  }

  private void render(Page page, Map<String, ? extends @Nullable Object> values) {
    var run = new PageRun(loader, loader.namespace(values));
    compiled.render(page, Rendering.start(compiled, run));
  }
}
