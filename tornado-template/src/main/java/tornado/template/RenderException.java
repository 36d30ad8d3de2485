// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.CancelledError;
import tornado.util.TornadoException;

/// A failure on its way out through the nodes of a page, which note where it passes.
///
/// **Thread**: owner.
final class RenderException extends TornadoException {
  private static final long serialVersionUID = 1L;

  private final Throwable failure;
  private final @Nullable String excerpt;

  /// What to say behind the problem.
  private final String hint;

  private final transient List<TemplateError.Position> positions = new ArrayList<>(2);

  /// Whether it has left a part that was rendered beside the page, and its places are complete.
  private boolean isOfPart;

  private RenderException(Throwable failure, @Nullable String excerpt, String hint) {
    super(null, failure);
    this.failure = failure;
    this.excerpt = excerpt;
    this.hint = hint;
  }

  /// Returns a failure of the node at `line`, be it new or already on its way.
  static RenderException of(
      Throwable failure, CompiledTemplate template, int line, Rendering rendering) {
    // Pebble's operators wrap what fails in a macro or block that they call.
    Throwable cause = unwrapped(failure);
    if (cause instanceof RenderException known) {
      return known;
    }
    String hint =
        cause instanceof RootAttributeNotFoundException missing && isVariable(missing)
            ? Spelling.hint(missing.getAttributeName(), rendering.visible(template))
            : "";
    return new RenderException(failure, template.line(line), hint);
  }

  /// Notes that it leaves a tag.
  RenderException leaving(TemplateError.Position tag, Way way) {
    if (!isOfPart) {
      pass(tag, way);
    }
    return this;
  }

  /// Called where a failure leaves a part that is rendered beside its page: whoever waits for that part is not where it stands, so the rest of
  /// the way is known only here.
  RuntimeException leavePart(@Nullable Trail trail) {
    if (cause() instanceof CancelledError cancelled) {
      return cancelled;
    }
    for (Trail next = trail; next != null && !isOfPart; next = next.outer()) {
      pass(next.position(), next.way());
    }
    isOfPart = true;
    return this;
  }

  private void pass(TemplateError.Position tag, Way way) {
    String file = tag.file();
    boolean counts =
        switch (way) {
          case WITHIN -> positions.isEmpty() || !positions.getLast().file().equals(file);
          case INCLUDED -> true;
          case EXTENDED -> positions.stream().noneMatch(known -> known.file().equals(file));
        };
    if (counts) {
      positions.add(tag);
    }
  }

  /// Tells whether the failure is none that a template takes: the end of the request, or one that happened elsewhere in the page.
  boolean comesThrough() {
    return isOfPart || cause() instanceof CancelledError;
  }

  /// Returns what the caller of the page is to get.
  RuntimeException outcome() {
    Throwable cause = cause();
    if (cause instanceof TemplateError error) {
      return error.via(positions, excerpt);
    }
    if (cause instanceof TornadoException ours) {
      ours.addSuppressed(new TemplateError("raised", positions, excerpt, null));
      return ours;
    }
    return new TemplateError(
        problem(cause) + hint, positions, excerpt, isOfProgram(cause) ? cause : null);
  }

  /// Tells whether there is program code in the trace of a failure. What else fails in a template the problem says whole, and the trace would
  /// only lead through the machinery of the language.
  private static boolean isOfProgram(Throwable cause) {
    if (cause instanceof PebbleException) {
      return false;
    }
    for (StackTraceElement frame : cause.getStackTrace()) {
      String type = frame.getClassName();
      if (!type.startsWith("java.") && !type.startsWith("jdk.")) {
        return !type.startsWith("io.pebbletemplates.") && !type.equals(Members.class.getName());
      }
    }
    return true;
  }

  private Throwable cause() {
    return unwrapped(failure);
  }

  /// Returns what happened, without the wrappings of Pebble, of reflection, and of waits whose failure is a checked exception.
  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof PebbleException
            || cause instanceof InvocationTargetException
            || cause instanceof CompletionException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /// Returns what to say of a failure.
  static String problem(Throwable cause) {
    return switch (cause) {
      case RootAttributeNotFoundException missing ->
          "'"
              + TemplateError.shown(missing.getAttributeName())
              + (isVariable(missing) ? "' is undefined or null" : "' is asked of null");
      case PebbleException failure -> wording(failure);
      case StackOverflowError _ -> "values or expressions nest too deep";
      default ->
          cause.getClass().getSimpleName()
              + (cause.getMessage() == null
                  ? ""
                  : ": " + Objects.requireNonNull(cause.getMessage()));
    };
  }

  /// Tells whether a variable is missing. Otherwise its attribute is null, and that is asked for one.
  private static boolean isVariable(RootAttributeNotFoundException missing) {
    return missing.getPebbleMessage().startsWith("Root attribute");
  }

  /// Returns Pebble's message as ours are: in one sentence that ends without a dot.
  static String wording(PebbleException failure) {
    String message = failure.getPebbleMessage();
    if (message.isEmpty()) {
      return "fails";
    }
    int end = message.endsWith(".") ? message.length() - 1 : message.length();
    return Character.toLowerCase(message.charAt(0)) + message.substring(1, end);
  }

  /// The stack is that of the failure.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
