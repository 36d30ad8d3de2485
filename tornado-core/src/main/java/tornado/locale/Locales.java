// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tornado.log.Log;

/// The locales that a program supports: those it has translations for, and its default one, which its texts are written in.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#defaultLocale] | `en_US` | what is given to those whose languages are not there |
/// | [Builder#csv(Path)] | none | translations of CSV |
/// | [Builder#gettext(Path, String)] | none | translations of gettext |
/// | [Builder#messages] | none | translations of the program itself |
///
/// Codes match in any case and with dash or underscore: `en-us` is `en_US`. One of which only the language is there matches that: `fr_CA`
/// finds `fr`, though not `fr_FR`. As in Tornado codes of more than two parts, such as `zh-Hant-TW`, match nothing.
///
/// Tornado: `locale.get`, `get_supported_locales`, `Locale.get_closest`.
///
/// **Thread**: any; it never changes.
public final class Locales {
  private final Locale defaultLocale;
  private final Map<String, Locale> byNormalCode;

  private Locales(Builder builder) {
    String normalDefault = LocaleCode.normal(builder.defaultCode);
    var codes = new HashMap<>(builder.codes);
    codes.putIfAbsent(normalDefault, builder.defaultCode);
    var locales = new HashMap<String, Locale>();
    codes.forEach((normal, code) -> {
      var catalogues = builder.catalogues.getOrDefault(normal, List.of());
      locales.put(normal, new Locale(code, catalogues));
    });
    byNormalCode = Map.copyOf(locales);
    defaultLocale = exact(normalDefault);
  }

  /// Returns a builder that has `en_US` and no translations.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns the closest match for codes that are liked in that order: the first that is there, itself or its language; the default
  /// locale if none is.
  public Locale get(String... codes) {
    return closest(Arrays.asList(codes));
  }

  /// Like [#get]. Tornado: `Locale.get_closest`.
  public Locale closest(List<String> codes) {
    for (String code : codes) {
      Locale found = match(code);
      if (found != null) {
        return found;
      }
    }
    return defaultLocale;
  }

  /// Returns the locale of a code. Tornado: `Locale.get`.
  ///
  /// @throws IllegalArgumentException if it is not supported
  public Locale exact(String code) {
    Locale found = byNormalCode.get(LocaleCode.normal(code));
    if (found == null) {
      throw new IllegalArgumentException("locale is not supported: " + code);
    }
    return found;
  }

  /// Returns the closest match for what a browser asks for (RFC 9110 §12.5.4): the languages in the order of their weights, equal ones as
  /// they come. Those whose weight is 0 or wrong don't count.
  ///
  /// @param header the value of Accept-Language; null if there is no such field, which gives the default locale
  public Locale forAcceptLanguage(@Nullable String header) {
    return header == null ? defaultLocale : closest(AcceptLanguage.parse(header));
  }

  /// Returns the locale of those whose languages are not there.
  public Locale defaultLocale() {
    return defaultLocale;
  }

  /// Returns the codes of all locales, sorted. Tornado: `get_supported_locales`.
  public Set<String> supported() {
    var codes = new TreeSet<String>();
    byNormalCode.values().forEach(locale -> codes.add(locale.code()));
    return Collections.unmodifiableSet(codes);
  }

  private @Nullable Locale match(String code) {
    if (LocaleCode.isLong(code)) {
      return null;
    }
    Locale found = byNormalCode.get(LocaleCode.normal(code));
    return found != null ? found : byNormalCode.get(LocaleCode.language(code));
  }

  /// Locales in the making; see [Locales] for the table. Files are read at once, so this waits for them: build before you serve.
  ///
  /// Translations of several sources add up. What two of one language have both is taken from the later source.
  ///
  /// **Thread**: owner.
  public static final class Builder {
    /// Tornado's rule for the names of files.
    private static final Pattern CSV_CODE = Pattern.compile("[a-z]+(_[A-Z]+)?");

    private static final String CSV = ".csv";

    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, List<Catalogue>> catalogues = new HashMap<>();
    private String defaultCode = "en_US";

    private Builder() {}

    /// Sets the locale that the program's texts are written in, which needs no translations. Tornado: `set_default_locale`.
    ///
    /// @throws IllegalArgumentException if `code` is no code
    public Builder defaultLocale(String code) {
      defaultCode = checked(code);
      return this;
    }

    /// Adds the files of a directory that are named for locales, such as `pt_BR.csv`.
    ///
    /// A row is a text, its translation and perhaps `singular`, `plural` or `unknown`, which is the same as nothing: for one thing, for
    /// any other number, for texts without a number. White space around them doesn't count. A file is in UTF-16 if its byte-order mark
    /// says so, else in UTF-8.
    ///
    /// What is wrong is logged and left out: a row, a name that is no locale's, a file that can't be read. Tornado: `load_translations`.
    ///
    /// @throws TranslationException if the directory can't be read
    public Builder csv(Path directory) {
      return csvFiles(directory, null);
    }

    /// Like [#csv(Path)], of files that are all in `charset`.
    ///
    /// @throws TranslationException if the directory can't be read
    public Builder csv(Path directory, Charset charset) {
      return csvFiles(directory, charset);
    }

    /// Adds translations of CSV from anywhere, such as the class path: `csv("pt_BR", App.class.getResourceAsStream("pt_BR.csv"))`.
    ///
    /// @param in read to its end and closed
    /// @throws TranslationException if it can't be read, or is no text
    public Builder csv(String code, InputStream in) {
      return add(code, name -> CSVCatalogue.read(name, TranslationFiles.read(in), null));
    }

    /// Adds the catalogues of gettext in a directory: `pt_BR/LC_MESSAGES/blog.mo` for the domain `blog`, or where there is none its
    /// source `blog.po`.
    ///
    /// Each language has the plural forms that its catalogue's header says. A file that can't be read is logged and left out, and so is a
    /// directory whose name is no locale's. Tornado: `load_gettext_translations`.
    ///
    /// @param domain what the files are called
    /// @throws TranslationException if the directory can't be read
    public Builder gettext(Path directory, String domain) {
      for (Path folder : TranslationFiles.list(directory, "*")) {
        Path messages = folder.resolve("LC_MESSAGES");
        Path compiled = messages.resolve(domain + ".mo");
        Path source = messages.resolve(domain + ".po");
        String code = folder.getFileName().toString();
        if (Files.exists(compiled)) {
          addFile(code, compiled, content -> MOFile.read(compiled.toString(), content));
        } else if (Files.exists(source)) {
          addFile(code, source, content -> POFile.read(source.toString(), content));
        }
      }
      return this;
    }

    /// Adds a catalogue of gettext from anywhere, such as the class path, compiled or not.
    ///
    /// @param in read to its end and closed
    /// @throws TranslationException if it can't be read, or is no catalogue
    public Builder gettext(String code, InputStream in) {
      return add(
          code,
          name -> {
            byte[] content = TranslationFiles.read(in);
            return MOFile.matches(content)
                ? MOFile.read(name, content)
                : POFile.read(name, content);
          });
    }

    /// Adds translations of texts without a number.
    ///
    /// @throws IllegalArgumentException if `code` is no code
    public Builder messages(String code, Map<String, String> translations) {
      return add(code, name -> CSVCatalogue.of(name, translations));
    }

    /// Makes the locales.
    public Locales build() {
      return new Locales(this);
    }

    private Builder csvFiles(Path directory, @Nullable Charset charset) {
      for (Path file : TranslationFiles.list(directory, "*" + CSV)) {
        String name = file.getFileName().toString();
        String code = name.substring(0, name.length() - CSV.length());
        if (CSV_CODE.matcher(code).matches()) {
          addFile(code, file, content -> CSVCatalogue.read(file.toString(), content, charset));
        } else {
          logUnknown(code, file);
        }
      }
      return this;
    }

    private void addFile(String code, Path file, Function<byte[], Catalogue> reader) {
      if (!LocaleCode.isCode(code)) {
        logUnknown(code, file);
        return;
      }
      try {
        put(code, reader.apply(TranslationFiles.read(file)));
      } catch (TranslationException e) {
        Log.general().error("translations are left out: {}: {}", file, e.getMessage());
      }
    }

    private Builder add(String code, Function<String, Catalogue> reader) {
      String name = "translations of " + checked(code);
      try {
        put(code, reader.apply(name));
      } catch (TranslationException e) {
        throw new TranslationException(name + ": " + e.getMessage(), e);
      }
      return this;
    }

    private void put(String code, Catalogue catalogue) {
      String normal = LocaleCode.normal(code);
      codes.putIfAbsent(normal, code);
      catalogues.computeIfAbsent(normal, _ -> new ArrayList<>()).addFirst(catalogue);
    }

    private static void logUnknown(String code, Path file) {
      Log.general().error("unrecognized locale {}: {}", TranslationException.quote(code), file);
    }

    private static String checked(String code) {
      if (!LocaleCode.isCode(code)) {
        throw new IllegalArgumentException("code is no locale's: " + code);
      }
      return code;
    }
  }
}
