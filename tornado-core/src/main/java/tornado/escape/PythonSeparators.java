// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/// Python's separators: a space behind each comma and colon, all in one line.
///
/// **Thread**: any.
final class PythonSeparators implements PrettyPrinter {
  @Override
  public void writeRootValueSeparator(JsonGenerator generator) {
    generator.writeRaw(' ');
  }

  @Override
  public void writeStartObject(JsonGenerator generator) {
    generator.writeRaw('{');
  }

  @Override
  public void beforeObjectEntries(JsonGenerator generator) {}

  @Override
  public void writeObjectNameValueSeparator(JsonGenerator generator) {
    generator.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator generator) {
    generator.writeRaw(", ");
  }

  @Override
  public void writeEndObject(JsonGenerator generator, int entryCount) {
    generator.writeRaw('}');
  }

  @Override
  public void writeStartArray(JsonGenerator generator) {
    generator.writeRaw('[');
  }

  @Override
  public void beforeArrayValues(JsonGenerator generator) {}

  @Override
  public void writeArrayValueSeparator(JsonGenerator generator) {
    generator.writeRaw(", ");
  }

  @Override
  public void writeEndArray(JsonGenerator generator, int valueCount) {
    generator.writeRaw(']');
  }
}
