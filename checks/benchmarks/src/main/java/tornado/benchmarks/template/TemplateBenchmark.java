// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// How many pages a second one engine renders, each to a string, in a process where there is no other engine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TemplateBenchmark {
  /// Which engine.
  @Param public Engine engine = Engine.TORNADO;

  /// Which page.
  @Param public Page page = Page.STOCKS;

  private Renderer renderer = () -> "";

  /// Lets the engine read its template.
  @Setup
  public void load() throws IOException {
    renderer = engine.load(page);
  }

  /// Renders a page.
  @Benchmark
  public String render() throws IOException {
    return renderer.render();
  }
}
