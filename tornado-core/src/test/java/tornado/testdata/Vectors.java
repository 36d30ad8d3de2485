// SPDX-License-Identifier: Apache-2.0
package tornado.testdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values made by Python's Tornado, which ours have to equal.
public final class Vectors {
  private Vectors() {}

  /// Returns the cases of `/vectors/<name>.json`.
  public static List<JsonNode> cases(String fileBaseName) {
    String file = "/vectors/" + fileBaseName + ".json";
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(file), file)) {
      var cases = new ArrayList<JsonNode>();
      JsonMapper.builder().build().readTree(in.readAllBytes()).get("cases").forEach(cases::add);
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
