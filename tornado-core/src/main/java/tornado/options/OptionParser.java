// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The options of a program.
///
/// On the command line an option is `--name=value`; for a boolean one `--name` is enough. Any number of dashes will do, and within a name
/// dash and underscore are the same. Parsing stops at the first argument that is no option, or behind `--`. `--help` prints what there is
/// and ends the program with status 0.
///
/// In a file an option is a line `name = value` of Java's properties, in UTF-8. It is data: nothing in it is run. Options are set in the
/// order of their names.
///
/// Tornado: `options.OptionParser`.
///
/// **Thread**: owner; values may be read by any.
public final class OptionParser {
  private final String description;
  private final Help.Printer printer;
  private final Map<String, Option<?>> options = new LinkedHashMap<>();
  private final List<Runnable> parseCallbacks = new ArrayList<>();

  /// Makes a parser that knows `help`.
  ///
  /// @param description what the program does, for help
  public OptionParser(String description) {
    this(description, Help.Printer.ENDING);
  }

  OptionParser(String description, Help.Printer printer) {
    this.description = description;
    this.printer = printer;
    define("help", OptionType.BOOLEAN, false)
        .help("show this help information")
        .group("")
        .callback(wanted -> {
          if (wanted) {
            printer.print(helpText());
          }
        })
        .add();
  }

  /// Starts to define an option.
  ///
  /// @param name letters, digits, dashes and underscores
  /// @param defaultValue what holds when nothing is said
  public <T> Definition<T, T> define(String name, OptionType<T> type, T defaultValue) {
    return new Definition<>(this, name, type.name(), type::parse, defaultValue);
  }

  /// Starts to define an option of text.
  public Definition<String, String> define(String name, String defaultValue) {
    return define(name, OptionType.TEXT, defaultValue);
  }

  /// Starts to define an option that takes several values, separated by commas.
  public <T> Definition<T, List<T>> defineMultiple(
      String name, OptionType<T> type, List<T> defaultValue) {
    return new Definition<>(
        this, name, "list of " + type.name(), type::parseList, List.copyOf(defaultValue));
  }

  /// Returns the option of that name.
  ///
  /// @throws OptionError if there is none
  public Option<?> option(String name) {
    Option<?> found = options.get(normal(name));
    if (found == null) {
      throw new OptionError("unknown option: " + Option.dashed(name));
    }
    return found;
  }

  /// Tells whether there is an option of that name.
  public boolean contains(String name) {
    return options.containsKey(normal(name));
  }

  /// Returns the options in the order in which they were defined.
  public Collection<Option<?>> options() {
    return List.copyOf(options.values());
  }

  /// Returns the names and values of all options. Tornado: `as_dict`.
  public Map<String, Object> asMap() {
    var map = new LinkedHashMap<String, Object>();
    options.values().forEach(option -> map.put(option.name(), option.value()));
    return map;
  }

  /// Returns the groups there are.
  public Set<String> groups() {
    var groups = new LinkedHashSet<String>();
    options.values().forEach(option -> groups.add(option.group()));
    return groups;
  }

  /// Returns the names and values of one group's options; empty if there is no such group. Tornado: `group_dict`.
  public Map<String, Object> groupMap(String group) {
    var map = new LinkedHashMap<String, Object>();
    for (Option<?> option : options.values()) {
      if (option.group().equals(group)) {
        map.put(option.name(), option.value());
      }
    }
    return map;
  }

  /// Sets options as the command line says, and runs the parse callbacks.
  ///
  /// @param args the arguments of `main`
  /// @return what is left of them: the first that is no option, and all behind it
  /// @throws OptionError if an option is unknown, or its value missing or none
  public List<String> parseCommandLine(String... args) {
    List<String> rest = parseArguments(args);
    runParseCallbacks();
    return rest;
  }

  /// Like [#parseCommandLine], for a program that goes on parsing: the parse callbacks don't run yet. Tornado: `final=False`.
  public List<String> parseArguments(String... args) {
    for (int i = 0; i < args.length; i++) {
      String argument = args[i];
      if (!argument.startsWith("-")) {
        return List.of(args).subList(i, args.length);
      }
      if (argument.equals("--")) {
        return List.of(args).subList(i + 1, args.length);
      }
      parseArgument(argument.replaceFirst("^-+", ""));
    }
    return List.of();
  }

  /// Sets options as a file of properties says, and runs the parse callbacks.
  ///
  /// @throws OptionError if the file can't be read, an option is unknown, or a value none
  public void parseConfigFile(Path file) {
    readConfigFile(file);
    runParseCallbacks();
  }

  /// Like [#parseConfigFile], for a callback that reads a file while the command line is parsed: the parse callbacks don't run yet.
  /// Tornado: `final=False`.
  public void readConfigFile(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new OptionError("config file does not exist: " + file);
    } catch (IOException | IllegalArgumentException e) {
      throw new OptionError("can't read config file " + file + ": " + e.getMessage());
    }
    try {
      for (String name : new TreeSet<>(properties.stringPropertyNames())) {
        option(name).parse(properties.getProperty(name).strip());
      }
    } catch (OptionError e) {
      throw new OptionError("config file " + file + ": " + e.getMessage());
    }
  }

  /// Adds what runs after options were parsed, each time.
  public void addParseCallback(Runnable callback) {
    parseCallbacks.add(callback);
  }

  /// Runs the parse callbacks.
  public void runParseCallbacks() {
    List.copyOf(parseCallbacks).forEach(Runnable::run);
  }

  /// Returns the help: what the program does, and its options by groups.
  public String helpText() {
    return Help.text(description, options.values());
  }

  /// Prints the help to the standard error stream.
  public void printHelp() {
    printer.show(helpText());
  }

  /// Sets an option for a while, without its callback.
  ///
  /// @return puts the earlier value back when closed
  public <T> AutoCloseable mock(Option<T> option, T value) {
    T earlier = option.value();
    option.restore(value);
    return () -> option.restore(earlier);
  }

  private void parseArgument(String argument) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    if (!contains(name)) {
      printHelp();
    }
    Option<?> option = option(name);
    if (equals >= 0) {
      option.parse(argument.substring(equals + 1));
    } else if (option.isFlag()) {
      option.parse("true");
    } else {
      throw new OptionError("option " + Option.dashed(name) + " requires a value");
    }
  }

  private <V> Option<V> add(Option<V> option) {
    if (options.putIfAbsent(normal(option.name()), option) != null) {
      throw new OptionError("option is already defined: " + Option.dashed(option.name()));
    }
    return option;
  }

  private static String normal(String name) {
    return name.replace('_', '-');
  }

  /// An option in the making. **Thread**: owner.
  ///
  /// @param <T> a value
  /// @param <V> what the option holds: a value, or a list of them
  public static final class Definition<T, V> {
    private final OptionParser parser;
    private final String name;
    private final String typeName;
    private final java.util.function.Function<String, V> reader;
    private final V defaultValue;
    private @Nullable Consumer<V> callback;
    String help = "";
    String metavar = "";
    String group = "Options";

    private Definition(
        OptionParser parser,
        String name,
        String typeName,
        java.util.function.Function<String, V> reader,
        V defaultValue) {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
        throw new IllegalArgumentException("name has other than letters, digits, - and _: " + name);
      }
      this.parser = parser;
      this.name = name;
      this.typeName = typeName;
      this.reader = reader;
      this.defaultValue = defaultValue;
    }

    /// Says what the option is for.
    public Definition<T, V> help(String text) {
      this.help = text;
      return this;
    }

    /// Says what help calls the value; by default its type.
    public Definition<T, V> metavar(String text) {
      this.metavar = text;
      return this;
    }

    /// Sets the group that help lists the option in; by default `Options`.
    public Definition<T, V> group(String text) {
      this.group = text;
      return this;
    }

    /// Sets what runs each time the option is set.
    public Definition<T, V> callback(Consumer<V> action) {
      this.callback = action;
      return this;
    }

    /// Adds the option to the parser.
    ///
    /// @throws OptionError if there is one of that name
    public Option<V> add() {
      return parser.add(new Option<>(name, typeName, reader, defaultValue, this, callback));
    }
  }
}
