// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToEmptyObjectSerializer;
import tools.jackson.databind.type.ArrayType;

/// Keeps out of JSON what has no form there. Jackson would write whatever has getters, down to a thread and its stack, and bytes in a form
/// that nobody has agreed on.
///
/// **Thread**: any.
final class WritableTypes extends ValueSerializerModifier {
  private static final long serialVersionUID = 1L;

  /// Fails, so that the path to the value is known.
  private static final class Refusal extends StdSerializer<Object> {
    Refusal() {
      super(Object.class);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
      throw DatabindException.from(
          generator,
          "expected a record, map, list, text, number or truth but was "
              + value.getClass().getSimpleName());
    }
  }

  @Override
  public ValueSerializer<?> modifySerializer(
      SerializationConfig config,
      BeanDescription.Supplier description,
      ValueSerializer<?> serializer) {
    boolean bean =
        serializer instanceof BeanSerializerBase || serializer instanceof ToEmptyObjectSerializer;
    return bean && !description.getBeanClass().isRecord() ? new Refusal() : serializer;
  }

  @Override
  public ValueSerializer<?> modifyArraySerializer(
      SerializationConfig config,
      ArrayType type,
      BeanDescription.Supplier description,
      ValueSerializer<?> serializer) {
    return type.getContentType().hasRawClass(byte.class) ? new Refusal() : serializer;
  }
}
