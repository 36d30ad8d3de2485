// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/// What is thrown, and what is declared to be.
final class Failures {
  /// Bodies of coroutines, without their root package: user code may throw there what it likes.
  private static final Set<String> COROUTINE_BODIES =
      Set.of(
          "tcpserver.TCPServer.handleStream",
          "httpclient.BodyProducer.produce",
          "httpclient.Interceptor.intercept",
          "web.RequestHandler.get",
          "web.RequestHandler.head",
          "web.RequestHandler.post",
          "web.RequestHandler.delete",
          "web.RequestHandler.patch",
          "web.RequestHandler.put",
          "web.RequestHandler.options",
          "web.RequestHandler.prepare",
          "web.RequestHandler.dataReceived",
          "web.RequestHandler.onFinish",
          "web.RequestHandler.writeError",
          "web.Filter.filter",
          "web.Filter$Next.run",
          "web.UI.method",
          "web.UI.module",
          "web.UIMethod.call",
          "web.UIModule.render",
          "web.WebSocketHandler.open",
          "web.WebSocketHandler.onMessage",
          "web.WebSocketHandler.onClose");

  private static final Set<String> BARE = Set.of("java.lang.Exception", "java.lang.Throwable");

  static final Rule ONE_ROOT =
      new Rule(
          "one root of exceptions",
          root ->
              classes()
                  .that()
                  .resideInAPackage(root + "..")
                  .and()
                  .areAssignableTo(Throwable.class)
                  .should()
                  .beAssignableTo(root + ".util.TornadoException"));

  static final Rule NO_BARE_EXCEPTION =
      new Rule(
          "no bare Exception",
          root ->
              codeUnits()
                  .that()
                  .areDeclaredInClassesThat()
                  .resideInAPackage(root + "..")
                  .should(declareNoBareException(root)));

  private Failures() {}

  private static ArchCondition<JavaCodeUnit> declareNoBareException(String root) {
    return new ArchCondition<>("declare no bare Exception") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        if (visible(unit) && !excepted(root, unit) && declaresBareException(unit)) {
          events.add(
              SimpleConditionEvent.violated(
                  unit, "<" + unit.getFullName() + "> declares a bare Exception"));
        }
      }
    };
  }

  private static boolean visible(JavaCodeUnit unit) {
    JavaClass owner = unit.getOwner();
    return owner.getModifiers().contains(JavaModifier.PUBLIC)
        && (unit.getModifiers().contains(JavaModifier.PUBLIC)
            || unit.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static boolean excepted(String root, JavaCodeUnit unit) {
    String name = unit.getOwner().getName() + "." + unit.getName();
    return COROUTINE_BODIES.contains(name.substring(root.length() + 1))
        || (unit.getName().equals("filter")
            && unit.getOwner().isAssignableTo(root + ".web.Filter"));
  }

  private static boolean declaresBareException(JavaCodeUnit unit) {
    return unit.getThrowsClause().stream()
        .anyMatch(declaration -> BARE.contains(declaration.getRawType().getName()));
  }
}
