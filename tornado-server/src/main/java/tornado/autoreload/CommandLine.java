// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command and its arguments.
///
/// **Thread**: any.
record CommandLine(List<String> words) {
  /// What `java Hello.java` runs in fact.
  private static final String SOURCE_LAUNCHER =
      "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher";

  CommandLine {
    words = List.copyOf(words);
  }

  /// Returns what this process was started by: as the system tells it, or, where it doesn't, as the JVM remembers it.
  static CommandLine own() {
    ProcessHandle.Info info = ProcessHandle.current().info();
    var words = new ArrayList<String>();
    words.add(info.command().orElseGet(CommandLine::java));
    List<String> arguments = info.arguments().map(List::of).orElseGet(CommandLine::ofProc);
    if (arguments.isEmpty()) {
      arguments =
          remembered(
              ManagementFactory.getRuntimeMXBean().getInputArguments(),
              System.getProperty("java.class.path", ""),
              System.getProperty("jdk.module.main"),
              System.getProperty("sun.java.command", ""));
    }
    words.addAll(arguments);
    return new CommandLine(words);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// Returns the arguments in Linux's words. The JDK doesn't tell them if they are longer than a page, as class paths are.
  private static List<String> ofProc() {
    Path file = Path.of("/proc/self/cmdline");
    try {
      String text = Files.exists(file) ? new String(Files.readAllBytes(file), native8()) : "";
      List<String> words = Arrays.asList(text.split("\0", -1));
      // The command is the first; behind the last is a NUL as well.
      return words.size() < 3 ? List.of() : words.subList(1, words.size() - 1);
    } catch (IOException ignored) {
      // The JVM is asked next.
      return List.of();
    }
  }

  /// Returns how the system writes text.
  private static Charset native8() {
    return Charset.forName(System.getProperty("native.encoding", "UTF-8"));
  }

  /// Returns arguments made of what the JVM remembers. It doesn't remember where the program's own were quoted.
  static List<String> remembered(
      List<String> ofJVM, String classPath, @Nullable String module, String program) {
    var words = new ArrayList<String>(ofJVM);
    List<String> main = new ArrayList<>(List.of(program.split(" ", -1)));
    String first = main.getFirst();
    if (first.equals(SOURCE_LAUNCHER)) {
      main.removeFirst();
    }
    if (!classPath.isEmpty() && !first.endsWith(".jar")) {
      words.addAll(List.of("-cp", classPath));
    }
    if (first.endsWith(".jar")) {
      words.add("-jar");
    } else if (module != null) {
      words.add("-m");
    }
    words.addAll(main);
    return words;
  }

  /// Tells whether the JVM waits for a debugger, or has one.
  boolean debugged() {
    return words.stream()
        .anyMatch(word -> word.startsWith("-agentlib:jdwp") || word.startsWith("-Xrunjdwp"));
  }

  /// Returns the source file that `java` compiles and runs; null if it doesn't.
  @Nullable Path sourceFile() {
    for (String word : words) {
      if (word.endsWith(".java") && new File(word).isFile()) {
        return Path.of(word);
      }
    }
    return null;
  }

  /// Returns the jar that is run; null if none is.
  @Nullable Path jar() {
    int option = words.indexOf("-jar");
    return option < 0 || option + 1 == words.size() ? null : Path.of(words.get(option + 1));
  }

  /// Returns this command with another program: the same JVM, its options, and its paths.
  ///
  /// @param main the class that this command runs
  /// @param module the module it is in
  /// @param arguments what this command gives to it
  /// @param target the other program, with its arguments
  /// @throws IllegalStateException if this command doesn't show the class, as one that names it in a file of arguments
  CommandLine withTarget(String main, String module, List<String> arguments, List<String> target) {
    int end = words.size() - arguments.size();
    String named = module + "/" + main;
    if (end < 2 || !words.subList(end, words.size()).equals(arguments)) {
      throw hidden(main);
    }
    String last = words.get(end - 1);
    int options;
    if (last.equals(main) || last.equals("--module=" + named)) {
      options = end - 1;
    } else if (last.equals(named) || last.equals(module)) {
      options = end - 2;
    } else {
      throw hidden(main);
    }
    var other = new ArrayList<String>(words.subList(0, options));
    other.addAll(target);
    return new CommandLine(other);
  }

  private static IllegalStateException hidden(String main) {
    return new IllegalStateException(
        "the command line does not end with " + main + " and its arguments");
  }
}
