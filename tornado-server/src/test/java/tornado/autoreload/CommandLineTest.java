// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {
  private static final String MAIN = "tornado.autoreload.Main";
  private static final String MODULE = "tornado.server";

  private static CommandLine line(String... words) {
    return new CommandLine(List.of(words));
  }

  private static List<String> withTarget(CommandLine command, List<String> arguments) {
    return command.withTarget(MAIN, MODULE, arguments, List.of("-m", "a/b", "-m", "x")).words();
  }

  @Test
  void ofThisProcessIsAJavaCommand() {
    List<String> words = CommandLine.own().words();

    assertThat(words.getFirst()).contains("java");
    assertThat(words).hasSizeGreaterThan(1);
  }

  @Test
  void aClassIsReplacedByTheTarget() {
    CommandLine command = line("java", "-Da=b", "-cp", "x y", MAIN, "-m", "a/b", "-m", "x");

    assertThat(withTarget(command, List.of("-m", "a/b", "-m", "x")))
        .containsExactly("java", "-Da=b", "-cp", "x y", "-m", "a/b", "-m", "x");
  }

  @Test
  void aModuleIsReplacedByTheTarget() {
    String named = MODULE + "/" + MAIN;

    assertThat(withTarget(line("java", "-p", "lib", "-m", named, "q"), List.of("q")))
        .containsExactly("java", "-p", "lib", "-m", "a/b", "-m", "x");
    assertThat(withTarget(line("java", "-p", "lib", "--module=" + named, "q"), List.of("q")))
        .containsExactly("java", "-p", "lib", "-m", "a/b", "-m", "x");
  }

  @Test
  void aClassThatIsNamedInAFileIsNotFound() {
    assertThatThrownBy(() -> withTarget(line("java", "@file", "q"), List.of("q")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the command line does not end with " + MAIN + " and its arguments");
  }

  @Test
  void aDebuggerShows() {
    assertThat(line("java", "-agentlib:jdwp=transport=dt_socket", "A").debugged()).isTrue();
    assertThat(line("java", "-agentlib:hprof", "A").debugged()).isFalse();
  }

  @Test
  void whatTheJVMRemembersIsTheLastResort() {
    List<String> options = List.of("-Da=b", "--module-path=lib");

    assertThat(CommandLine.remembered(options, "c", null, "app.Main x y"))
        .containsExactly("-Da=b", "--module-path=lib", "-cp", "c", "app.Main", "x", "y");
    assertThat(CommandLine.remembered(options, "a.jar", null, "a.jar x"))
        .containsExactly("-Da=b", "--module-path=lib", "-jar", "a.jar", "x");
    assertThat(CommandLine.remembered(options, "", "m", "m/app.Main x"))
        .containsExactly("-Da=b", "--module-path=lib", "-m", "m/app.Main", "x");
  }

  @Test
  void aRememberedSourceFileIsRunAsOne() {
    String launcher = "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher";

    assertThat(CommandLine.remembered(List.of(), "c", null, launcher + " A.java x"))
        .containsExactly("-cp", "c", "A.java", "x");
  }

  @Test
  void theProgramsFilesAreItsPathsAndItsSource(@TempDir Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("A.java"), "");
    CommandLine command = line("java", "-jar", "x.jar", source.toString());

    assertThat(ProgramFiles.of(command, "classes" + java.io.File.pathSeparator, "lib"))
        .containsExactlyInAnyOrder(
            Root.classes(Path.of("classes")),
            Root.classes(Path.of("lib")),
            Root.all(Path.of("x.jar")),
            Root.all(source),
            Root.sources(folder));
  }

  @Test
  void whereTheProgramRunsOnlyItsClassesAreWatched() {
    assertThat(Root.classes(Path.of("")).suffix()).isEqualTo(".class");
    assertThat(Root.classes(Path.of("target/classes")).suffix()).isEmpty();
  }
}
