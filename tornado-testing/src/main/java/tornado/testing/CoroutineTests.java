// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import tornado.httpclient.AsyncHTTPClient;
import tornado.ioloop.IOLoop;

/// Has the methods of an [AsyncTestCase], or of a class with [TornadoTest], run as coroutines on a loop of their own: tests, and what runs
/// before and after each. Gives them parameters, which [TornadoTest] lists.
///
/// **Thread**: the test runner's.
public final class CoroutineTests
    implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor, ParameterResolver {
  /// Made for JUnit.
  public CoroutineTests() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    List<AsyncTestCase> cases = cases(context);
    cases.forEach(AsyncTestCase::checkIdle);
    VirtualRun virtual = VirtualRun.of(context);
    IOLoop loop = virtual == null ? newLoop(cases) : virtual.world().newLoop();
    var test = RunningTest.begin(loop, virtual, context);
    cases.forEach(each -> each.begin(test));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    RunningTest test = RunningTest.of(context);
    if (test == null) {
      return;
    }
    try {
      test.end(context.getExecutionException().orElse(null));
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    } finally {
      cases(context).forEach(AsyncTestCase::forget);
    }
  }

  private static IOLoop newLoop(List<AsyncTestCase> cases) {
    return cases.isEmpty() ? TestLoop.newLoop() : cases.getLast().getNewIOLoop();
  }

  /// Returns the test cases among the test's instance and those which that is nested in, the outermost first.
  private static List<AsyncTestCase> cases(ExtensionContext context) {
    List<AsyncTestCase> cases = new ArrayList<>();
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      if (instance instanceof AsyncTestCase each) {
        cases.add(each);
      }
    }
    return cases;
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method.getExecutable(), context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method.getExecutable(), context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method.getExecutable(), context);
  }

  @Override
  public <T extends @Nullable Object> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    return run(invocation, method.getExecutable(), context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext dynamicTest,
      ExtensionContext context)
      throws Throwable {
    RunningTest test = RunningTest.of(context);
    if (test == null) {
      invocation.proceed();
    } else {
      test.run(invocation::proceed);
    }
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    RunningTest test = RunningTest.of(context);
    if (test != null && test.loop().givenUp()) {
      // That was said, and is the reason why the test failed.
      invocation.skip();
    } else {
      run(invocation, method.getExecutable(), context);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return (type == IOLoop.class || type == AsyncHTTPClient.class || type == SimulatedNetwork.class)
        && RunningTest.of(context) != null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RunningTest test = RunningTest.required(context);
    if (parameter.getParameter().getType() == IOLoop.class) {
      return test.loop().loop();
    }
    if (parameter.getParameter().getType() == SimulatedNetwork.class) {
      return test.network();
    }
    try {
      return test.client();
    } catch (Throwable e) {
      throw new ParameterResolutionException("there is no client: " + e.getMessage(), e);
    }
  }

  private static <T extends @Nullable Object> T run(
      Invocation<T> invocation, Method method, ExtensionContext context) throws Throwable {
    RunningTest test = RunningTest.of(context);
    if (test == null) {
      return invocation.proceed();
    }
    return test.loop().run(invocation::proceed, TestTimeout.of(method, context));
  }
}
