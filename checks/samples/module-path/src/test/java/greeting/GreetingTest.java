package greeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tornado.testing.AsyncHTTPTestCase;
import tornado.web.Application;

class GreetingTest extends AsyncHTTPTestCase {
  @Override
  protected Application getApp() {
    return Greeting.app();
  }

  @Test
  void greetsByName() {
    assertEquals("Hello, Ada", fetch("/Ada").text());
  }

  @Test
  void greetsFromATemplateThatReadsTheHandler() {
    assertEquals("Hello, Ada", fetch("/pages?name=Ada").text());
  }

  @Test
  void runsInItsModule() {
    assertTrue(getClass().getModule().isNamed());
  }
}
