// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One option: what it is called, what it may be, and what it is.
///
/// **Thread**: any; callbacks run on the thread that sets the value.
///
/// @param <T> its values: a list for one that takes several
public final class Option<T> {
  private final String name;
  private final String typeName;
  private final Function<String, T> parser;
  private final T defaultValue;
  private final String help;
  private final String metavar;
  private final String group;
  private final @Nullable Consumer<T> callback;
  private volatile T value;

  Option(
      String name,
      String typeName,
      Function<String, T> parser,
      T defaultValue,
      OptionParser.Definition<?, ?> definition,
      @Nullable Consumer<T> callback) {
    this.name = name;
    this.typeName = typeName;
    this.parser = parser;
    this.defaultValue = defaultValue;
    this.help = definition.help;
    this.metavar = definition.metavar;
    this.group = definition.group;
    this.callback = callback;
    this.value = defaultValue;
  }

  /// Returns the name as it was defined.
  public String name() {
    return name;
  }

  /// Returns the value, or the default one if it was not set.
  public T value() {
    return value;
  }

  /// Returns the value that holds when nothing is said.
  public T defaultValue() {
    return defaultValue;
  }

  /// Returns what the option is for.
  public String help() {
    return help;
  }

  /// Returns the group that help lists it in.
  public String group() {
    return group;
  }

  /// Sets the value, and runs the callback.
  public void set(T newValue) {
    value = newValue;
    if (callback != null) {
      callback.accept(newValue);
    }
  }

  /// Sets the value to what `text` stands for.
  ///
  /// @throws OptionError if it is none
  void parse(String text) {
    T parsed;
    try {
      parsed = parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new OptionError(
          "option %s: expected %s but was '%s'".formatted(dashed(name), typeName, text));
    }
    set(parsed);
  }

  /// Puts a value back without running the callback.
  void restore(T earlier) {
    value = earlier;
  }

  boolean isFlag() {
    return value instanceof Boolean;
  }

  /// Returns how help shows it.
  String usage() {
    return "--" + dashed(name) + (isFlag() ? "" : "=" + (metavar.isEmpty() ? typeName : metavar));
  }

  static String dashed(String name) {
    return name.replace('_', '-');
  }
}
