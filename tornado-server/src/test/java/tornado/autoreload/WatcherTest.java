// SPDX-License-Identifier: Apache-2.0
package tornado.autoreload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of real files. A look is a call: no time passes.
final class WatcherTest {
  private final Watcher watcher = new Watcher();
  @TempDir private Path folder;
  private Path page;
  private Path deep;

  @BeforeEach
  void writeFiles() throws IOException {
    page = Files.writeString(folder.resolve("page.html"), "page");
    deep = Files.createDirectories(folder.resolve("a/b")).resolve("deep.html");
    Files.writeString(deep, "deep");
  }

  private static void touch(Path file) throws IOException {
    long millis = Files.getLastModifiedTime(file).toMillis();
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis + 2000));
  }

  @Test
  void nothingHasChangedAtFirst() {
    watcher.add(Root.all(folder));

    assertThat(watcher.look()).isNull();
    assertThat(watcher.look()).isNull();
  }

  @Test
  void aChangeCountsOnceNoOtherFollows() throws IOException {
    watcher.add(Root.all(folder));

    touch(page);
    assertThat(watcher.look()).isNull();
    touch(deep);
    assertThat(watcher.look()).isNull();

    assertThat(watcher.look()).isEqualTo(page);
    assertThat(watcher.look()).isNull();
  }

  @Test
  void anotherSizeIsAChangeEvenAtTheSameTime() throws IOException {
    FileTime time = Files.getLastModifiedTime(deep);
    watcher.add(Root.all(folder));

    Files.writeString(deep, "deeper");
    Files.setLastModifiedTime(deep, time);

    assertThat(changed()).isEqualTo(deep);
  }

  @Test
  void newFilesAndDeletedOnesAreChanges() throws IOException {
    watcher.add(Root.all(folder));

    Path fresh = Files.writeString(folder.resolve("fresh.html"), "");
    assertThat(changed()).isEqualTo(fresh);
    Files.delete(deep);
    assertThat(changed()).isEqualTo(deep);
  }

  @Test
  void aRootMayAppearLater() throws IOException {
    Path later = folder.resolve("later/settings.conf");
    watcher.add(Root.all(later));
    assertThat(changed()).isNull();

    Files.createDirectories(later.getParent());
    Files.writeString(later, "");

    assertThat(changed()).isEqualTo(later);
  }

  @Test
  void hiddenFilesAreRootsOnly() throws IOException {
    Path secret = Files.writeString(folder.resolve(".env"), "a");
    Path inside = Files.createDirectories(folder.resolve(".git")).resolve("index");
    Files.writeString(inside, "a");
    watcher.add(Root.all(folder));

    touch(secret);
    touch(inside);
    assertThat(changed()).isNull();

    watcher.add(Root.all(secret));
    touch(secret);
    assertThat(changed()).isEqualTo(secret);
  }

  @Test
  void sourcesAreThoseOfTheFolderItself() throws IOException {
    Path source = Files.writeString(folder.resolve("A.java"), "a");
    Path below = Files.writeString(folder.resolve("a/B.java"), "b");
    watcher.add(Root.sources(folder));

    touch(page);
    touch(below);
    assertThat(changed()).isNull();

    touch(source);
    assertThat(changed()).isEqualTo(source);
  }

  @Test
  void addingARootAgainForgetsNoChange() throws IOException {
    watcher.add(Root.all(folder));
    touch(page);

    watcher.add(Root.all(folder.resolve("a/..")));

    assertThat(changed()).isEqualTo(page);
  }

  private @Nullable Path changed() {
    Path first = watcher.look();
    return first == null ? watcher.look() : first;
  }
}
