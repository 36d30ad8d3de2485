// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds templates, reads each once, and keeps them.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#autoescape] | `html` | what is done to printed values where a template doesn't say |
/// | [Builder#whitespace] | by the ending of the name | what is done to white space where a template doesn't say |
/// | [Builder#global] | none | values and functions that every page has |
/// | [Builder#pageFunctions] | none | functions of single pages that are filters |
/// | [Builder#strict] | on | names and attributes that don't exist, and printed values without a text, are errors |
/// | [Builder#reload] | off | texts are read again each time, for development |
///
/// ```java
/// var loader = Loader.builder(TemplateSource.files(Path.of("templates"))).build();
/// ByteString page = loader.load("home.html").generate(Map.of("title", "Home"));
/// ```
///
/// Tornado: `Loader`, `DictLoader` and `BaseLoader`.
///
/// **Thread**: any.
public final class Loader {
  private final TemplateSource source;
  private final Set<String> functions;
  private final Language language;
  private final Map<String, @Nullable Object> globals;
  private final Escaping escaping;
  private final @Nullable Whitespace whitespace;
  private final boolean strict;
  private final boolean reload;
  private final Map<String, CompiledTemplate> compiled;

  private Loader(Builder builder) {
    source = builder.source;
    globals = new HashMap<>(builder.globals);
    functions = Set.copyOf(builder.functions);
    language = new Language(functions);
    compiled = new ConcurrentHashMap<>();
    whitespace = builder.whitespace;
    strict = builder.strict;
    reload = builder.reload;
    escaping = escaping(builder.autoescape);
  }

  private Loader(Loader other, Set<String> functions) {
    source = other.source;
    globals = other.globals;
    this.functions = functions;
    language = new Language(functions);
    compiled = other.compiled;
    whitespace = other.whitespace;
    strict = other.strict;
    reload = other.reload;
    escaping = other.escaping;
  }

  private Escaping escaping(String name) {
    Escaping named = new FileModes(Escaping.HTML, Whitespace.ALL, globals).escapingNamed(name);
    if (named == null) {
      throw new IllegalArgumentException("autoescape is unknown: " + name);
    }
    return named;
  }

  /// Makes a loader of the files below a folder, with the defaults.
  public static Loader of(Path root) {
    return builder(TemplateSource.files(root)).build();
  }

  /// Makes a loader of templates by name, with the defaults.
  public static Loader of(Map<String, String> templates) {
    return builder(TemplateSource.map(templates)).build();
  }

  /// Returns a builder that holds the defaults.
  public static Builder builder(TemplateSource source) {
    return new Builder(source);
  }

  /// Returns a loader of the same templates, read once for both, which may use more functions of pages as filters; see
  /// [Builder#pageFunctions].
  public Loader withPageFunctions(String... names) {
    var all = new HashSet<>(functions);
    all.addAll(List.of(names));
    return new Loader(this, Set.copyOf(all));
  }

  /// Returns a template. The first time its text is read, in the thread that calls.
  ///
  /// @param name relative to the root
  /// @throws ParseError if its text is wrong
  /// @throws TemplateError if there is none, it can't be read, or the name is refused
  public Template load(String name) {
    return new Template(this, compiled(name, ""));
  }

  /// Returns the text of a template as it now is, for pages that show where an error is.
  ///
  /// @throws TemplateError if there is none, it can't be read, or the name is refused
  public String text(String name) {
    return read(Names.resolve(name, ""));
  }

  /// Forgets all templates, so that their texts are read again.
  public void reset() {
    compiled.clear();
  }

  /// Reads every template there is, and returns all that is wrong with them: texts that are no templates, tags that name templates
  /// which don't exist, blocks that are in none of the templates which theirs extends, and in HTML values escaped as `html` where that
  /// doesn't keep them in their place, such as in a script, outside quotes or at the beginning of an address.
  /// `{{ x | escape("html") }}`, written out, says that it is meant so. What only rendering shows, such as names without values, is not
  /// found, nor is it known what the text of another template makes of a place.
  ///
  /// @throws TemplateError if the templates can't be listed
  public List<TemplateError> check() {
    return new Check(source, this).errors();
  }

  /// Returns a template that another one names, or the program.
  CompiledTemplate compiled(String name, String from) {
    String resolved = Names.resolve(name, from);
    CompiledTemplate known = compiled.get(resolved);
    if (known != null && !reload) {
      return known;
    }
    String text = read(resolved);
    if (known != null && known.source().equals(text)) {
      return known;
    }
    CompiledTemplate fresh = compile(resolved, text);
    compiled.put(resolved, fresh);
    return fresh;
  }

  private String read(String name) {
    String text;
    try {
      text = source.read(name);
    } catch (CharacterCodingException e) {
      throw new TemplateError(
          "template is no text in UTF-8: " + TemplateError.shown(name), List.of(), null, e);
    } catch (IOException e) {
      throw new TemplateError(
          "template can't be read: " + TemplateError.shown(name), List.of(), null, e);
    }
    if (text == null) {
      throw new TemplateError(missing(name), List.of(), null, null);
    }
    return text;
  }

  /// Returns what to say of a template that isn't there.
  String missing(String name) {
    String problem = "template does not exist: " + TemplateError.shown(name);
    return Printable.hasText(source.getClass()) ? problem + ", looked for in " + source : problem;
  }

  CompiledTemplate compile(String name, String text) {
    return compile(name, text, ParseListener.NONE);
  }

  CompiledTemplate compile(String name, String text, ParseListener listener) {
    Whitespace mode = whitespace == null ? Whitespace.of(name) : whitespace;
    var modes = new FileModes(escaping, mode, globals);
    return new Compiler(language).compile(name, text, modes, listener);
  }

  boolean strict() {
    return strict;
  }

  Language language() {
    return language;
  }

  /// Returns what a page with these values sees.
  Map<String, @Nullable Object> namespace(Map<String, ? extends @Nullable Object> values) {
    var namespace = new HashMap<String, @Nullable Object>(globals);
    namespace.putAll(values);
    return namespace;
  }

  /// A loader in the making; see [Loader] for the table. **Thread**: owner.
  public static final class Builder {
    private final TemplateSource source;
    private final Map<String, @Nullable Object> globals = new HashMap<>();
    private final Set<String> functions = new HashSet<>();
    private String autoescape = "html";
    private @Nullable Whitespace whitespace;
    private boolean strict = true;
    private boolean reload;

    private Builder(TemplateSource source) {
      this.source = source;
    }

    /// Sets what is done to printed values where a template doesn't say: `html`, `href`, `url`, `js`, `css`, `json`, `none`, or the name of a
    /// function that every page has.
    public Builder autoescape(String name) {
      autoescape = name;
      return this;
    }

    /// Sets what is done to white space in the text of templates that don't say.
    public Builder whitespace(Whitespace mode) {
      whitespace = mode;
      return this;
    }

    /// Adds a value, or a [TemplateFunction], that every page has. Functions are filters too. What a page brings itself comes first.
    public Builder global(String name, @Nullable Object value) {
      globals.put(name, value);
      if (value instanceof TemplateFunction) {
        functions.add(name);
      }
      return this;
    }

    /// Names functions that pages bring among their values, so that templates may use them as filters too.
    public Builder pageFunctions(String... names) {
      functions.addAll(List.of(names));
      return this;
    }

    /// Sets whether names and attributes that don't exist are errors; otherwise they are null, which prints as nothing. If it is set, values
    /// that have no text are errors too where they are printed.
    public Builder strict(boolean strict) {
      this.strict = strict;
      return this;
    }

    /// Sets whether each use of a template looks whether its text has changed.
    public Builder reload(boolean reload) {
      this.reload = reload;
      return this;
    }

    /// Makes the loader.
    ///
    /// @throws IllegalArgumentException if the autoescape is unknown
    public Loader build() {
      return new Loader(this);
    }
  }
}
