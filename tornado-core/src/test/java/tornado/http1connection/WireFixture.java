// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import okio.ByteString;
import tornado.http1connection.MessageParser.Role;

/// Bytes as they come from the wire and the [Transcript] that a parser has to make of them: `<case>.http` and
/// `<case>.events` under `http/request` and `http/response` of the test resources. To add a case, add these two files.
///
/// A transcript may begin with the line `to HEAD`: the response answers a HEAD request.
///
/// @param name the role's folder and the case
/// @param toHead whether a response answers a HEAD request
/// @param wire the bytes
/// @param transcript what the parser has to make of them
record WireFixture(String name, Role role, boolean toHead, ByteString wire, String transcript) {
  private static final Path FOLDER = Path.of("src/test/resources/http");
  private static final String TO_HEAD = "to HEAD\n";

  /// Returns all fixtures, in the order of their names.
  static List<WireFixture> all() {
    return Stream.concat(
            all("request", Role.SERVER).stream(), all("response", Role.CLIENT).stream())
        .toList();
  }

  private static List<WireFixture> all(String folder, Role role) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".http"))
          .map(file -> folder + "/" + file.replace(".http", ""))
          .sorted()
          .map(name -> read(name, role))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WireFixture read(String name, Role role) {
    try {
      byte[] wire = Files.readAllBytes(FOLDER.resolve(name + ".http"));
      String events = Files.readString(FOLDER.resolve(name + ".events"));
      boolean toHead = events.startsWith(TO_HEAD);
      String transcript = toHead ? events.substring(TO_HEAD.length()) : events;
      return new WireFixture(name, role, toHead, ByteString.of(wire), transcript);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
