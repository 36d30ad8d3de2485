// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.util.Map;
import java.util.Set;

/// What speakers call their languages. The names are the JDK's but where Tornado's differ.
///
/// **Thread**: any.
final class LocaleName {
  private static final String UNKNOWN = "Unknown";

  private static final Map<String, String> DIFFERENT =
      Map.ofEntries(
          Map.entry("en_GB", "English (UK)"),
          Map.entry("en_US", "English (US)"),
          Map.entry("id_ID", "Bahasa Indonesia"),
          Map.entry("ms_MY", "Bahasa Melayu"),
          Map.entry("nb_NO", "Norsk (bokmål)"),
          Map.entry("nn_NO", "Norsk (nynorsk)"),
          Map.entry("th_TH", "ภาษาไทย"),
          Map.entry("tl_PH", "Filipino"),
          Map.entry("zh_CN", "中文(简体)"),
          Map.entry("zh_TW", "中文(繁體)"));

  /// Where the language alone says enough. LA is Latin America, as Tornado has it, and AR the Arab countries.
  private static final Set<String> WITHOUT_REGION =
      Set.of(
          "af_ZA", "am_ET", "ar_AR", "bg_BG", "bn_IN", "bs_BA", "ca_ES", "cs_CZ", "cy_GB", "da_DK",
          "de_DE", "el_GR", "es_LA", "et_EE", "eu_ES", "fa_IR", "fi_FI", "fr_FR", "ga_IE", "gl_ES",
          "he_IL", "hi_IN", "hr_HR", "hu_HU", "is_IS", "it_IT", "ja_JP", "ko_KR", "lt_LT", "lv_LV",
          "mk_MK", "ml_IN", "nl_NL", "pa_IN", "pl_PL", "ro_RO", "ru_RU", "sk_SK", "sl_SI", "sq_AL",
          "sr_RS", "sv_SE", "sw_KE", "ta_IN", "te_IN", "tr_TR", "uk_UA", "vi_VN");

  private LocaleName() {}

  /// Returns such as `Français (Canada)`.
  static String of(String normalCode, java.util.Locale locale) {
    String different = DIFFERENT.get(normalCode);
    if (different != null) {
      return different;
    }
    String language = locale.getDisplayLanguage(locale);
    if (language.isEmpty() || language.equals(locale.getLanguage())) {
      return UNKNOWN;
    }
    String region = locale.getDisplayCountry(locale);
    boolean withRegion = !region.isEmpty() && !WITHOUT_REGION.contains(normalCode);
    return capitalized(language) + (withRegion ? " (" + region + ")" : "");
  }

  private static String capitalized(String name) {
    int first = name.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + name.substring(Character.charCount(first));
  }
}
