// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A template whose text is wrong.
///
/// **Thread**: any.
public final class ParseError extends TemplateError {
  private static final long serialVersionUID = 1L;

  ParseError(
      String problem,
      List<Position> positions,
      @Nullable String excerpt,
      @Nullable Throwable cause) {
    super(problem, positions, excerpt, cause);
  }

  @Override
  TemplateError copy(
      String problem,
      List<Position> positions,
      @Nullable String excerpt,
      @Nullable Throwable cause) {
    return new ParseError(problem, positions, excerpt, cause);
  }
}
