// SPDX-License-Identifier: Apache-2.0
package tornado.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves what a dump shows and hides, and how a difference reads.
class ApiDumpTest {
  abstract static class Hidden {
    public void inherited() {}
  }

  /// A type with one member of each sort.
  public abstract static class Sample<T extends Comparable<T>> extends Hidden implements Runnable {
    /// A constant.
    public static final int LIMIT = 1;

    final int hidden = 1;

    /// Makes one.
    protected Sample(String name) {}

    Sample() {}

    /// Returns null or a list of what may be null.
    public @Nullable List<@Nullable T> find(T key, String... names) throws IOException {
      return names.length == 0 ? null : List.of(key);
    }

    void hidden() {}

    /// Asks the subclass.
    protected abstract <E extends Exception> void ask(Class<E> failure) throws E;
  }

  /// A record.
  @Deprecated(forRemoval = true)
  public record Pair(String left, @Nullable Object right) {}

  @Test
  void showsWhatUsersCanName() {
    String dump = ApiDump.dump(Sample.class);

    assertThat(dump)
        .isEqualTo(
            """
            public abstract class tornado.architecture.ApiDumpTest$Sample<T extends Comparable<T>> extends tornado.architecture.ApiDumpTest$Hidden implements Runnable {
              protected <init>(String)
              protected abstract <E extends Exception> void ask(Class<E>) throws E
              public @Nullable java.util.List<@Nullable T> find(T, String...) throws java.io.IOException
              public static final int LIMIT
              public void inherited()
            }
            """);
  }

  @Test
  void showsTheComponentsOfARecord() {
    assertThat(ApiDump.dump(Pair.class))
        .startsWith(
            "@Deprecated(forRemoval) public final record tornado.architecture.ApiDumpTest$Pair(String left, @Nullable Object right) {\n");
  }

  @Test
  void aDifferenceNamesTypeAndMember() {
    String before = "public class a.B {\n  public void close()\n  public void open()\n}\n";
    String after = "public class a.B {\n  public void close()\n  public void open(int)\n}\n";

    assertThat(ApiDiff.between(before, after))
        .containsExactly("- a.B: public void open()", "+ a.B: public void open(int)");
  }
}
