// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Has the methods of an [AsyncTestCase] run as coroutines on its loop: tests, and what runs before and after each.
///
/// **Thread**: the test runner's.
public final class CoroutineTests
    implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor {
  /// Made for JUnit.
  public CoroutineTests() {}

  private static AsyncTestCase testCase(ExtensionContext context) {
    return (AsyncTestCase) context.getRequiredTestInstance();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    VirtualTests.Run run = VirtualTests.of(context);
    testCase(context).begin(run == null ? null : run.world());
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    try {
      testCase(context).end();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method, context);
  }

  private static void run(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    try {
      testCase(context)
          .testLoop()
          .run(
              invocation::proceed,
              TestTimeout.of(method.getExecutable(), context.getRequiredTestClass()));
    } catch (Throwable e) {
      throw VirtualTests.noted(context, e);
    }
  }
}
