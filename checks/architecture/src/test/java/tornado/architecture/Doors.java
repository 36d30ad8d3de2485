// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The only doors to sockets, TLS, time, threads, randomness and the console.
final class Doors {
  /// Codec types of http1connection and websocket: they see bytes and nothing else. Add new ones here.
  private static final Pattern CODEC =
      Pattern.compile(
          "http1connection\\.(MessageParser|Event|Framing|OutgoingFraming|HeadEncoder|FixedReply)"
              + "|websocket\\.(Frame\\w*|\\w+Codec|\\w+Parser|\\w+Encoder)");

  /// Files are no way to the network.
  private static final Pattern CHANNEL =
      Pattern.compile("java\\.nio\\.channels\\.(?!FileChannel$).*");

  /// Fields, methods and constructors that read a clock, make a thread or draw a number.
  private static final Set<String> HIDDEN_INPUTS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.Math.random",
          "java.lang.Thread.sleep",
          "java.lang.Thread.<init>",
          "java.lang.Thread.ofPlatform",
          "java.lang.Thread.ofVirtual",
          "java.lang.Thread.startVirtualThread",
          "java.util.UUID.randomUUID",
          "java.util.Date.<init>",
          "java.util.concurrent.CompletableFuture.orTimeout",
          "java.util.concurrent.CompletableFuture.completeOnTimeout",
          "java.util.concurrent.CompletableFuture.delayedExecutor",
          "java.util.concurrent.CompletableFuture.runAsync",
          "java.util.concurrent.CompletableFuture.supplyAsync");

  private static final Pattern JAVA_TIME_NOW = Pattern.compile("java\\.time\\.\\w+\\.now");

  /// Types whose mere use is one of those.
  private static final Pattern HIDDEN_INPUT_TYPE =
      Pattern.compile(
          "java\\.util\\.(Random|SplittableRandom|Timer|TimerTask)"
              + "|java\\.util\\.random\\..*"
              + "|java\\.security\\.SecureRandom"
              + "|java\\.util\\.concurrent\\.(Executors|ThreadLocalRandom|ThreadPoolExecutor|ForkJoinPool|ScheduledThreadPoolExecutor"
              + "|ScheduledExecutorService|StructuredTaskScope.*)"
              + "|java\\.net\\.(Socket|ServerSocket|DatagramSocket|MulticastSocket|URLConnection|HttpURLConnection)"
              + "|java\\.net\\.http\\..*");

  private static final Set<String> CONSOLE =
      Set.of("java.lang.System.out", "java.lang.System.err", "java.lang.System.in");

  static final Rule CHANNELS =
      new Rule(
          "channels",
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(root + "..")
                  .and()
                  .resideOutsideOfPackages(in(root, "ioloop", "iostream", "netutil", "process"))
                  .should()
                  .dependOnClassesThat(named("are channels", CHANNEL)));

  static final Rule TLS =
      new Rule(
          "TLS",
          root ->
              noClasses()
                  .that()
                  .resideInAPackage(root + "..")
                  .and()
                  .resideOutsideOfPackages(in(root, "iostream", "netutil"))
                  .and(areNot("option types", Pattern.compile(".*Options(\\$Builder)?")))
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("javax.net.ssl.."));

  static final Rule HIDDEN =
      new Rule(
          "time, threads, randomness",
          root ->
              outside(root, "ioloop")
                  .should()
                  .accessTargetWhere(
                      target("read a clock, make a thread or draw a number", Doors::hidden))
                  .orShould()
                  .dependOnClassesThat(
                      named("hide time, threads, sockets or randomness", HIDDEN_INPUT_TYPE)));

  static final Rule NO_CONSOLE =
      new Rule(
          "console",
          root ->
              outside(root, "site")
                  .should()
                  .accessTargetWhere(target("are the console", Doors::console))
                  .orShould()
                  .dependOnClassesThat(
                      named("are the console", Pattern.compile("java\\.lang\\.IO"))));

  static final Rule PURE_PARSING =
      new Rule(
          "pure parsing",
          root ->
              noClasses()
                  .that(parse(root))
                  .should()
                  .dependOnClassesThat(named("are a channel, thread, clock or log", worldly(root)))
                  .orShould()
                  .accessTargetWhere(
                      target("read a clock, make a thread or draw a number", Doors::hidden)));

  private Doors() {}

  private static GivenClassesConjunction outside(String root, String door) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(root + "." + door);
  }

  private static String[] in(String root, String... packages) {
    return List.of(packages).stream().map(name -> root + "." + name + "..").toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> named(String description, Pattern pattern) {
    return DescribedPredicate.describe(
        description, type -> pattern.matcher(type.getName()).matches());
  }

  private static DescribedPredicate<JavaClass> areNot(String description, Pattern pattern) {
    return DescribedPredicate.not(named(description, pattern));
  }

  private static DescribedPredicate<JavaAccess<?>> target(
      String description, Predicate<JavaAccess<?>> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  private static boolean hidden(JavaAccess<?> access) {
    String member = member(access);
    return HIDDEN_INPUTS.contains(member)
        || JAVA_TIME_NOW.matcher(member).matches()
        || member.startsWith("java.time.Clock.system");
  }

  private static boolean console(JavaAccess<?> access) {
    return CONSOLE.contains(member(access))
        || access.getTarget().getFullName().endsWith(".printStackTrace()");
  }

  private static String member(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getName();
  }

  private static DescribedPredicate<JavaClass> parse(String root) {
    return DescribedPredicate.describe(
        "parse",
        type -> {
          String name = type.getName();
          String topLevel = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
          return name.startsWith(root + ".httputil.")
              || (topLevel.startsWith(root + ".")
                  && CODEC.matcher(topLevel.substring(root.length() + 1)).matches());
        });
  }

  /// Types that parsing does not know: CompletableFuture is no thread, it is how a delegate pushes back.
  private static Pattern worldly(String root) {
    return Pattern.compile(
        "java\\.nio\\.channels\\..*"
            + "|java\\.net\\.\\w*Socket\\w*"
            + "|java\\.lang\\.(Thread|ThreadLocal|ScopedValue).*"
            + "|java\\.util\\.concurrent\\.(locks|atomic)\\..*"
            + "|java\\.util\\.concurrent\\.(Executor|ExecutorService|Executors|ThreadFactory|TimeUnit|Semaphore|CountDownLatch)"
            + "|java\\.time\\.(Clock|InstantSource)"
            + "|org\\.slf4j\\..*"
            + "|java\\.util\\.logging\\..*"
            + "|"
            + Pattern.quote(root)
            + "\\.(log|ioloop|netutil|iostream)\\..*");
  }
}
