// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tornado.fixture.Once;

/// Types of a program that is a module.
@Once
final class OpenPackageTest {
  @TempDir Path folder;

  /// Returns an object of a class that its module shows to nobody.
  private Object item() throws Exception {
    Path module =
        Files.writeString(folder.resolve("module-info.java"), "module shop { exports shop; }");
    String text =
        "package shop; public class Shop { public static Object item() { return new Item(); } }"
            + " class Item { public String title() { return \"Tea\"; } }";
    Path shop = Files.writeString(folder.resolve("Shop.java"), text);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    int outcome =
        javac.run(
            System.out, System.err, "-d", folder.toString(), module.toString(), shop.toString());
    assertThat(outcome).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration modules =
        boot.configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("shop"));
    var layer = ModuleLayer.defineModulesWithOneLoader(modules, List.of(boot), null).layer();
    return layer.findLoader("shop").loadClass("shop.Shop").getMethod("item").invoke(null);
  }

  @Test
  void packageThatIsNotOpenSaysWhatIsMissing() throws Exception {
    Object item = item();

    assertThatThrownBy(() -> Template.of("{{ v.title }}").generateString(Map.of("v", item)))
        .hasMessage(
            "package shop is not open to templates: put `opens shop to tornado.template;` into"
                + " module-info.java at <string>:1");
  }
}
