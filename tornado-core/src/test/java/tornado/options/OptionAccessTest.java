// SPDX-License-Identifier: Apache-2.0
package tornado.options;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How options are asked for and set by code. Carried over from Tornado's `options_test.OptionsTest`; what `test_setattr_type_check` is for
/// the compiler does here.
class OptionAccessTest {
  /// Neither shows help nor ends the test.
  private static final Help.Printer SILENT =
      new Help.Printer() {
        @Override
        public void show(String text) {}

        @Override
        public void print(String text) {}
      };

  private final OptionParser options = new OptionParser("Tests options.", SILENT);

  private void defineSample() {
    options.define("a", OptionType.INTEGER, 1).add();
    options.define("b", OptionType.INTEGER, 2).add();
  }

  @Test
  void subcommand() {
    var verbose = options.define("verbose", OptionType.BOOLEAN, false).add();
    var sub = new OptionParser("", SILENT);
    var foo = sub.define("foo", "").add();

    List<String> rest = options.parseCommandLine("--verbose", "subcommand", "--foo=bar");
    List<String> rest2 = sub.parseCommandLine(rest.subList(1, rest.size()).toArray(String[]::new));

    assertThat(rest).containsExactly("subcommand", "--foo=bar");
    assertThat(verbose.value()).isTrue();
    assertThat(rest2).isEmpty();
    assertThat(foo.value()).isEqualTo("bar");
    assertThatThrownBy(() -> sub.parseCommandLine("--verbose")).isInstanceOf(OptionError.class);
  }

  @Test
  void setattr() {
    var foo = options.define("foo", OptionType.INTEGER, 1).add();

    foo.set(2);

    assertThat(foo.value()).isEqualTo(2);
    assertThat(options.option("foo").value()).isEqualTo(2);
    assertThat(foo.defaultValue()).isEqualTo(1);
  }

  @Test
  void iter() {
    defineSample();

    assertThat(options.options()).extracting(Option::name).containsExactly("help", "a", "b");
  }

  @Test
  void getitem() {
    defineSample();

    assertThat(options.option("a").value()).isEqualTo(1);
    assertThatThrownBy(() -> options.option("c"))
        .isInstanceOf(OptionError.class)
        .hasMessage("unknown option: c");
  }

  @Test
  void asDict() {
    defineSample();

    assertThat(options.asMap()).containsExactly(entry("help", false), entry("a", 1), entry("b", 2));
  }

  @Test
  void groupDict() {
    options.define("a", OptionType.INTEGER, 1).add();
    options.define("b", OptionType.INTEGER, 2).group("b_group").add();

    assertThat(options.groups()).containsExactly("", "Options", "b_group");
    assertThat(options.groupMap("b_group")).containsExactly(entry("b", 2));
    assertThat(options.groupMap("nonexistent")).isEmpty();
    assertThat(options.option("b").group()).isEqualTo("b_group");
  }

  @Test
  void mockPatch() throws Exception {
    var foo = options.define("foo", OptionType.INTEGER, 1).add();
    options.parseCommandLine("--foo=2");

    try (var _ = options.mock(foo, 3)) {
      assertThat(foo.value()).isEqualTo(3);
    }
    assertThat(foo.value()).isEqualTo(2);
    try (var _ = options.mock(foo, 4)) {
      foo.set(5);
      try (var _ = options.mock(foo, 6)) {
        assertThat(foo.value()).isEqualTo(6);
      }
      assertThat(foo.value()).isEqualTo(5);
    }

    assertThat(foo.value()).isEqualTo(2);
  }

  @Test
  void mockPatchRunsNoCallback() throws Exception {
    var values = new ArrayList<Integer>();
    var foo = options.define("foo", OptionType.INTEGER, 1).callback(values::add).add();

    try (var _ = options.mock(foo, 3)) {
      assertThat(foo.value()).isEqualTo(3);
    }

    assertThat(values).isEmpty();
  }

  @Test
  void dashUnderscoreCli() {
    for (String defined : List.of("foo-bar", "foo_bar")) {
      for (String given : List.of("--foo-bar=a", "--foo_bar=a", "-foo-bar=a")) {
        var parser = new OptionParser("", SILENT);
        parser.define(defined, "").add();

        parser.parseCommandLine(given);

        assertThat(parser.option("foo-bar").value()).isEqualTo("a");
        assertThat(parser.option("foo_bar").value()).isEqualTo("a");
      }
    }
  }

  @Test
  void aValueMayHoldWhatIsSpecialInFrontOfIt() {
    var foo = options.define("foo", "default").help("what for").add();

    options.parseCommandLine("--foo=--a=b -- c");
    assertThat(foo.value()).isEqualTo("--a=b -- c");
    options.parseCommandLine("--foo=");

    assertThat(foo.value()).isEmpty();
    assertThat(foo.help()).isEqualTo("what for");
  }

  @Test
  void aFlagCanBeSetEitherWay() {
    var verbose = options.define("verbose", OptionType.BOOLEAN, true).add();

    options.parseCommandLine("--verbose=false");
    assertThat(verbose.value()).isFalse();
    options.parseCommandLine("--verbose");

    assertThat(verbose.value()).isTrue();
  }

  @Test
  void aLaterValueReplacesAnEarlierOne() {
    var many = options.defineMultiple("many", OptionType.INTEGER, List.of(1)).add();

    options.parseCommandLine("--many=2,3", "--many=4");

    assertThat(many.value()).containsExactly(4);
    assertThatThrownBy(() -> options.parseCommandLine("--many=a"))
        .hasMessage("option many: expected list of integer but was 'a'");
  }
}
