// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Carried over from Tornado's `options_test.OptionsTest`.
class OptionParserTest {
  private static final class RecordingPrinter implements Help.Printer {
    private final List<String> shown = new ArrayList<>();
    private boolean ended;

    @Override
    public void show(String text) {
      shown.add(text);
    }

    @Override
    public void print(String text) {
      show(text);
      ended = true;
    }
  }

  private final RecordingPrinter printer = new RecordingPrinter();
  private final OptionParser options = new OptionParser("Tests options.", printer);

  @TempDir private Path folder;

  @Test
  void parseCommandLine() {
    var port = options.define("port", OptionType.INTEGER, 80).add();

    List<String> rest = options.parseCommandLine("--port=443", "a", "--b");

    assertThat(port.value()).isEqualTo(443);
    assertThat(port.defaultValue()).isEqualTo(80);
    assertThat(rest).containsExactly("a", "--b");
  }

  @Test
  void twoDashesEndTheOptions() {
    options.define("port", OptionType.INTEGER, 80).add();

    assertThat(options.parseCommandLine("-port=1", "--", "--port=2")).containsExactly("--port=2");

    assertThat(options.option("port").value()).isEqualTo(1);
  }

  @Test
  void parseConfigFile() throws Exception {
    var port = options.define("port", OptionType.INTEGER, 80).add();
    var user = options.define("user_name", "nobody").add();
    var members = options.defineMultiple("members", OptionType.TEXT, List.of()).add();
    Path file =
        Files.writeString(
            folder.resolve("options.properties"),
            "port = 443\nuser-name = 李康\nmembers = Pauline, Nick\n");

    options.parseConfigFile(file);

    assertThat(port.value()).isEqualTo(443);
    assertThat(user.value()).isEqualTo("李康");
    assertThat(members.value()).containsExactly("Pauline", " Nick");
  }

  @Test
  void missingAndMalformedConfigFilesAreNamed() throws Exception {
    Path missing = folder.resolve("missing.properties");
    Path malformed = Files.writeString(folder.resolve("malformed.properties"), "a = \\uXYZW");

    assertThatThrownBy(() -> options.parseConfigFile(missing))
        .isInstanceOf(OptionError.class)
        .hasMessage("config file does not exist: " + missing);
    assertThatThrownBy(() -> options.parseConfigFile(malformed))
        .isInstanceOf(OptionError.class)
        .hasMessageStartingWith("can't read config file " + malformed);
  }

  @Test
  void aTypoInAConfigFileIsAnError() throws Exception {
    Path file = Files.writeString(folder.resolve("options.properties"), "prot = 443\n");

    assertThatThrownBy(() -> options.parseConfigFile(file))
        .isInstanceOf(OptionError.class)
        .hasMessage("config file " + file + ": unknown option: prot");
  }

  @Test
  void aWrongValueInAConfigFileIsNamedWithItsFile() throws Exception {
    options.define("port", OptionType.INTEGER, 80).add();
    Path file = Files.writeString(folder.resolve("options.properties"), "port = eighty\n");

    assertThatThrownBy(() -> options.parseConfigFile(file))
        .isInstanceOf(OptionError.class)
        .hasMessage("config file " + file + ": option port: expected integer but was 'eighty'");
  }

  @Test
  void dashUnderscoreFile() throws Exception {
    for (String defined : List.of("foo-bar", "foo_bar")) {
      for (String written : List.of("foo-bar", "foo_bar")) {
        var parser = new OptionParser("", printer);
        var option = parser.define(defined, "").add();

        parser.parseConfigFile(Files.writeString(folder.resolve("file"), written + " = a"));

        assertThat(option.value()).isEqualTo("a");
      }
    }
  }

  @Test
  void parseCallbacks() {
    var calls = new ArrayList<String>();
    options.addParseCallback(() -> calls.add("called"));

    options.parseArguments();
    assertThat(calls).isEmpty();
    options.parseCommandLine();
    options.parseCommandLine();

    assertThat(calls).hasSize(2);
  }

  @Test
  void aParseCallbackMayAddAnother() {
    var calls = new ArrayList<String>();
    options.addParseCallback(() -> options.addParseCallback(() -> calls.add("later")));

    options.parseCommandLine();
    assertThat(calls).isEmpty();
    options.runParseCallbacks();

    assertThat(calls).containsExactly("later");
  }

  @Test
  void help() {
    options.define("port", OptionType.INTEGER, 80).help("where to listen").add();
    options.define("user_name", "").metavar("NAME").group("Database").help("who to be").add();

    options.parseCommandLine("--help");

    assertThat(printer.ended).isTrue();
    assertThat(printer.shown)
        .containsExactly(
            """
            Tests options.

            Help:

              --help                           show this help information

            Options:

              --port=integer                   where to listen (default 80)

            Database:

              --user-name=NAME                 who to be

            """);
  }

  @Test
  void longHelpIsWrapped() {
    options.define("a", "b").help("word ".repeat(20)).add();

    assertThat(options.helpText()).contains("\n" + " ".repeat(35) + "word");
    assertThat(options.helpText().lines()).allMatch(line -> line.length() <= 79);
  }

  @Test
  void setattrWithCallback() {
    var values = new ArrayList<Integer>();
    var port = options.define("port", OptionType.INTEGER, 80).callback(values::add).add();

    port.set(1);
    options.parseCommandLine("--port=2");

    assertThat(values).containsExactly(1, 2);
  }

  @Test
  void callbackMayReadAConfigFile() throws Exception {
    var port = options.define("port", OptionType.INTEGER, 80).add();
    options.define("config", OptionType.PATH, Path.of("")).callback(options::readConfigFile).add();
    Path file = Files.writeString(folder.resolve("options.properties"), "port = 443\n");

    options.parseCommandLine("--config=" + file);
    assertThat(port.value()).isEqualTo(443);
    options.parseCommandLine("--config=" + file, "--port=444");

    assertThat(port.value()).isEqualTo(444);
  }

  @Test
  void dashUnderscoreIntrospection() {
    options.define("with-dash", "").group("g").add();
    options.define("with_underscore", "").group("g").add();

    options.parseCommandLine("--with_dash=1", "--with-underscore=2");

    assertThat(options.groupMap("g"))
        .containsExactly(
            java.util.Map.entry("with-dash", "1"), java.util.Map.entry("with_underscore", "2"));
    assertThat(options.contains("with_dash")).isTrue();
    assertThat(options.groups()).containsExactly("", "g");
    assertThat(options.groupMap("none")).isEmpty();
    assertThat(options.asMap()).containsKeys("help", "with-dash", "with_underscore");
    assertThat(options.options()).hasSize(3);
  }

  @Test
  void errorRedefine() {
    options.define("foo", "").add();

    assertThatThrownBy(() -> options.define("foo", "").add())
        .isInstanceOf(OptionError.class)
        .hasMessage("option is already defined: foo");
  }

  @Test
  void errorRedefineUnderscore() {
    options.define("foo_bar", "").add();

    assertThatThrownBy(() -> options.define("foo-bar", "").add())
        .isInstanceOf(OptionError.class)
        .hasMessage("option is already defined: foo-bar");
  }

  @Test
  void unknownOptionShowsHelp() {
    assertThatThrownBy(() -> options.parseCommandLine("--prot=1"))
        .isInstanceOf(OptionError.class)
        .hasMessage("unknown option: prot");
    assertThat(printer.shown).hasSize(1);
    assertThat(printer.ended).isFalse();
  }

  @Test
  void wrongAndMissingValuesAreNamed() {
    options.define("port", OptionType.INTEGER, 80).add();

    assertThatThrownBy(() -> options.parseCommandLine("--port=eighty"))
        .isInstanceOf(OptionError.class)
        .hasMessage("option port: expected integer but was 'eighty'");
    assertThatThrownBy(() -> options.parseCommandLine("--port"))
        .isInstanceOf(OptionError.class)
        .hasMessage("option port requires a value");
  }

  @Test
  void namesAreChecked() {
    assertThatThrownBy(() -> options.define("a b", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name has other than letters, digits, - and _: a b");
  }
}
