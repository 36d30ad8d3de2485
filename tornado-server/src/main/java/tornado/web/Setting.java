// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;

/// The key of a setting that an application has beside the framework's own.
///
/// ```java
/// static final Setting<DataSource> DATABASE = Setting.of("database");
///
/// Application.builder().setting(DATABASE, pool);
///
/// setting(DATABASE).getConnection();
/// ```
///
/// Keys are the same only if they are one object: two with one name don't meet.
///
/// Tornado: a key of `Application.settings`.
///
/// **Thread**: any.
///
/// @param <T> the type of its value
public final class Setting<T> {
  private final String name;
  private final @Nullable T defaultValue;

  private Setting(String name, @Nullable T defaultValue) {
    this.name = name;
    this.defaultValue = defaultValue;
  }

  /// Makes a key of a setting that has no default.
  ///
  /// @param name what messages call it
  public static <T> Setting<T> of(String name) {
    return new Setting<>(name, null);
  }

  /// Makes a key of a setting with a default.
  ///
  /// @param name what messages call it
  public static <T> Setting<T> of(String name, T defaultValue) {
    return new Setting<>(name, defaultValue);
  }

  /// Returns what messages call it.
  public String name() {
    return name;
  }

  @Nullable T defaultValue() {
    return defaultValue;
  }

  @Override
  public String toString() {
    return name;
  }
}
