// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Translations of gettext: with contexts, and as many plural forms as the language has. An empty translation is none.
///
/// **Thread**: any.
final class GettextCatalogue implements Catalogue {
  /// Stands between a context and its message, in compiled catalogues too.
  static final char CONTEXT_SEPARATOR = '\u0004';

  private final PluralForms pluralForms;
  private final Map<String, String> translations;
  private final Map<String, List<String>> plurals;

  private GettextCatalogue(Builder builder) {
    pluralForms = builder.pluralForms;
    translations = Map.copyOf(builder.translations);
    plurals = Map.copyOf(builder.plurals);
  }

  @Override
  public @Nullable String find(@Nullable String context, String message) {
    String key = key(context, message);
    String found = translations.get(key);
    return found != null ? found : form(key, 1);
  }

  /// The plural message is for those who read the source; as in gettext the first one finds the translation.
  @Override
  public @Nullable String find(
      @Nullable String context, String message, String pluralMessage, long count) {
    return form(key(context, message), count);
  }

  private @Nullable String form(String key, long count) {
    List<String> forms = plurals.getOrDefault(key, List.of());
    int index = pluralForms.index(count);
    return index < forms.size() && !forms.get(index).isEmpty() ? forms.get(index) : null;
  }

  static String key(@Nullable String context, String message) {
    return context == null ? message : context + CONTEXT_SEPARATOR + message;
  }

  /// A catalogue in the making. **Thread**: owner.
  static final class Builder {
    private final Map<String, String> translations = new HashMap<>();
    private final Map<String, List<String>> plurals = new HashMap<>();
    private PluralForms pluralForms = PluralForms.GERMANIC;

    void pluralForms(PluralForms forms) {
      pluralForms = forms;
    }

    /// Adds a translation.
    ///
    /// @return false if there was one of that key
    boolean add(String key, String translation) {
      return translation.isEmpty() || translations.putIfAbsent(key, translation) == null;
    }

    /// Adds the translations of a message that has a plural.
    ///
    /// @return false if there were some of that key
    boolean addPlural(String key, List<String> forms) {
      return plurals.putIfAbsent(key, List.copyOf(forms)) == null;
    }

    GettextCatalogue build() {
      return new GettextCatalogue(this);
    }
  }
}
