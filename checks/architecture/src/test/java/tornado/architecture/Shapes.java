// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/// What users may extend.
final class Shapes {
  /// Types made for extension, without their root package. All other public ones are final, sealed, records, enums or interfaces.
  private static final Set<String> MADE_FOR_EXTENSION =
      Set.of(
          "util.TornadoException",
          "tcpserver.TCPServer",
          "routing.Router",
          "web.RequestHandler",
          "web.WebSocketHandler",
          "web.EventSourceHandler",
          "web.UIModule",
          "web.OutputTransform",
          "web.StaticFileHandler",
          "httpclient.AsyncHTTPClient",
          "testing.AsyncTestCase",
          "testing.AsyncHTTPTestCase",
          "testing.AsyncHTTPSTestCase");

  static final Rule CLOSED =
      new Rule(
          "closed types",
          root ->
              classes()
                  .that()
                  .resideInAPackage(root + "..")
                  .and()
                  .arePublic()
                  .should(closed(root)));

  private Shapes() {}

  private static ArchCondition<JavaClass> closed(String root) {
    return new ArchCondition<>("be final, sealed, a record, an enum or an interface") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean closed =
            type.isInterface()
                || type.isEnum()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.reflect().isSealed()
                || MADE_FOR_EXTENSION.contains(type.getName().substring(root.length() + 1));
        if (!closed) {
          events.add(
              SimpleConditionEvent.violated(type, "<" + type.getName() + "> can be extended"));
        }
      }
    };
  }
}
