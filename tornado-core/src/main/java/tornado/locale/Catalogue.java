// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import org.jspecify.annotations.Nullable;

/// The translations of one source into one language.
///
/// **Thread**: any.
sealed interface Catalogue permits CSVCatalogue, GettextCatalogue {
  /// Finds a translation.
  ///
  /// @param context what tells apart equal messages of different meanings
  /// @return null if there is none
  @Nullable String find(@Nullable String context, String message);

  /// Finds a translation for a number of things.
  ///
  /// @return null if there is none
  @Nullable String find(@Nullable String context, String message, String pluralMessage, long count);
}
