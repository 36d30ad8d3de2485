// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.fixture.Once;
import tornado.ioloop.IOLoop;

/// Ways from a value to the machine, which are all closed.
@Once
final class AccessTest {
  /// A class with too much in it.
  public static final class Careless {
    public ClassLoader loader() {
      return Careless.class.getClassLoader();
    }

    public Object anything() {
      return Runtime.getRuntime();
    }

    public static String secret() {
      return "static";
    }

    public final String field = "field";

    private boolean deleted;

    public void delete() {
      deleted = true;
    }
  }

  /// Does something for those who only look.
  public record Mailer(AtomicInteger sent) {
    public CompletableFuture<String> send() {
      sent.incrementAndGet();
      return new CompletableFuture<>();
    }
  }

  /// A thread that has a getter.
  public static final class NamedThread extends Thread {
    public String title() {
      return "title";
    }
  }

  private static String render(String expression, Object value) {
    return Template.of("{{ " + expression + " }}").generateString(Map.of("v", value));
  }

  private static void assertRefused(String expression, Object value) {
    assertThatThrownBy(() -> render(expression, value))
        .as(expression)
        .isInstanceOf(TemplateError.class)
        .message()
        .containsAnyOf("templates may not read", "is nothing that", "is undefined");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v.class",
        "v['class']",
        "v.getClass()",
        "v.GETCLASS()",
        "v.class.forName('java.lang.Runtime')",
        "v.getClass().getClassLoader()",
        "v.wait()",
        "v.notify()",
        "v.notifyAll()",
        "v.clone()",
        "v.finalize()",
        "v.metaClass",
        "v.getMetaClass()"
      })
  void noValueLeadsToItsClass(String expression) {
    for (Object value :
        List.of("text", 1, true, List.of(), Map.of(), new Careless(), Thread.State.NEW)) {
      assertRefused(expression, value);
    }
  }

  @Test
  void refusalNamesWhatWasRefused() {
    assertThatThrownBy(() -> render("v.getClass()", "text"))
        .hasMessage("templates may not read getClass of java.lang.String at <string>:1");
    assertThatThrownBy(() -> render("v.name", Thread.currentThread()))
        .hasMessageStartingWith("templates may not read anything of java.lang.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1).TYPE",
        "''.getClass()",
        "[].getClass()",
        "{'a': 1}.getClass()",
        "(1..2).getClass()",
        "_context",
        "template",
        "locale",
        "loop",
        "v.declaringClass",
        "v.getDeclaringClass()"
      })
  void languageItselfLeadsNowhere(String expression) {
    assertThatThrownBy(() -> render(expression, Thread.State.NEW))
        .isInstanceOf(TemplateError.class);
  }

  static List<Object> machinery() throws Exception {
    return List.of(
        String.class,
        AccessTest.class.getClassLoader(),
        String.class.getModule(),
        Thread.currentThread(),
        new NamedThread(),
        Runtime.getRuntime(),
        ProcessHandle.current(),
        new ProcessBuilder(),
        String.class.getMethod("length"),
        MethodHandles.lookup(),
        MethodHandles.identity(String.class),
        ForkJoinPool.commonPool(),
        Loader.of(Map.of()));
  }

  @ParameterizedTest
  @MethodSource("machinery")
  void nothingIsReadOfMachinery(Object value) {
    assertRefused("v.name", value);
    assertRefused("v.getName()", value);
    assertRefused("v.title", value);
    assertRefused("v.toString()", value);
    assertRefused("v.hashCode()", value);
  }

  /// What a method that tells later does, it does at once.
  @Test
  void futuresAreNotStarted() {
    var mailer = new Mailer(new AtomicInteger());

    assertRefused("v.send()", mailer);
    assertRefused("v.send", mailer);
    assertRefused("v.cancel(true)", new CompletableFuture<String>());
    assertThat(mailer.sent()).hasValue(0);
  }

  @Test
  void nothingIsReadOfALoop() {
    var loop = new IOLoop();

    assertRefused("v.time()", loop);
    loop.closeAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.path", "v.toPath()", "v.toFile()", "v.name", "v.parent", "v.exists()"})
  void nothingIsReadOfFiles(String expression) {
    assertRefused(expression, new File("/etc/passwd"));
    assertRefused(expression, Path.of("/etc/passwd"));
  }

  @Test
  void addressIsReadButNotOpened() {
    URI address = URI.create("file:///etc/passwd");

    assertThat(render("v.path", address)).isEqualTo("/etc/passwd");
    assertRefused("v.toURL().openStream()", address);
    assertRefused("v.toURL().content", address);
  }

  @Test
  void getterThatGivesMachineryIsNotCalled() {
    assertRefused("v.loader", new Careless());
    assertRefused("v.loader()", new Careless());
  }

  @Test
  void machineryThatAGetterHidesIsNotRead() {
    assertRefused("v.anything.exec('true')", new Careless());
    assertRefused("v.anything.availableProcessors()", new Careless());
  }

  @Test
  void staticMethodsFieldsAndMethodsWithoutResultAreNotRead() {
    var value = new Careless();

    assertRefused("v.secret", value);
    assertRefused("v.secret()", value);
    assertRefused("v.field", value);
    assertRefused("v.delete()", value);
    assertThat(value.deleted).isFalse();
  }

  @Test
  void collectionsAreNotChanged() {
    var list = new ArrayList<Object>(List.of(1));
    var map = new HashMap<String, Object>(Map.of("a", 1));

    for (String expression : List.of("v.add(2)", "v.clear()", "v.remove(0)", "v.removeFirst()")) {
      assertRefused(expression, list);
    }
    for (String expression : List.of("v.put('a', 2)", "v.remove('a')", "v.putIfAbsent('b', 1)")) {
      assertRefused(expression, map);
    }
    assertThat(list).containsExactly(1);
    assertThat(map).containsExactly(Map.entry("a", 1));
  }

  @Test
  void counterIsReadButNotCounted() {
    var counter = new AtomicInteger(7);

    assertThat(render("v.intValue()", counter)).isEqualTo("7");
    assertRefused("v.incrementAndGet()", counter);
  }

  @Test
  void traceOfAFailureIsNotRead() {
    assertRefused("v.stackTrace", new IllegalStateException("x"));
  }

  /// What comes from outside is data, whatever it looks like.
  @Test
  void valuesAreNoTemplates() {
    assertThat(render("v", "{{ 7 * 7 }}{% include 'secret' %}"))
        .isEqualTo("{{ 7 * 7 }}{% include &#x27;secret&#x27; %}");
    assertThat(render("v | raw", "{{ 7 * 7 }}")).isEqualTo("{{ 7 * 7 }}");
    assertThat(render("\"#{v}\"", "#{7 * 7}")).isEqualTo("#{7 * 7}");
  }

  @Test
  void valuesAsNamesOfTemplatesStayWithinTheRoot() {
    var loader = Loader.of(Map.of("a.html", "{% include v %}"));

    assertThatThrownBy(() -> loader.load("a.html").generateString(Map.of("v", "../../etc/passwd")))
        .isInstanceOf(TemplateError.class)
        .hasMessageStartingWith("name of a template leads out of the root: ../../etc/passwd");
  }
}
