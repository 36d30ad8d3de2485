// SPDX-License-Identifier: Apache-2.0
package tornado.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Async;
import tornado.ioloop.WaitIterator;

/// The parts of a page that are rendered beside it: those whose place is in the text that was not passed on yet, and those that are late.
///
/// **Thread**: owner.
final class OpenParts {
  /// A part that is being rendered.
  ///
  /// @param number in its page, counted from 1
  /// @param offset of its place in the text
  /// @param html the part, once it is ready
  /// @param meanwhile what is seen until then
  private record Part(int number, int offset, CompletableFuture<String> html, String meanwhile) {}

  private List<Part> placed = List.of();

  /// Those that are late, by their numbers.
  private Map<Integer, CompletableFuture<String>> late = Map.of();

  private int count;

  void add(int offset, CompletableFuture<String> html, String meanwhile) {
    if (count++ == 0) {
      placed = new ArrayList<>();
      late = new LinkedHashMap<>();
    }
    placed.add(new Part(count, offset, html, meanwhile));
  }

  /// Returns a text with its parts, once they are ready.
  String whole(StringBuilder text) {
    if (placed.isEmpty()) {
      return text.toString();
    }
    var whole = new StringBuilder();
    int from = 0;
    for (Part part : placed) {
      whole.append(text, from, part.offset()).append(Async.await(part.html()));
      from = part.offset();
    }
    placed.clear();
    return whole.append(text, from, text.length()).toString();
  }

  /// Passes on a text with those of its parts that are ready. Where one isn't, its place stays open if `sink` can fill it later; else the
  /// text before it is passed on, and it is waited for.
  void passOn(StringBuilder text, PageSink sink) {
    LateParts places = sink.lateParts();
    if (placed.isEmpty()) {
      write(text.toString(), sink);
    } else {
      passOn(text, sink, places);
    }
    if (places != null) {
      passOnReady(places);
    }
  }

  private void passOn(StringBuilder text, PageSink sink, @Nullable LateParts places) {
    // A turn of the loop, for parts that needn't wait for anything.
    Async.await(Async.sleep(Duration.ZERO));
    var piece = new StringBuilder();
    int from = 0;
    for (Part part : placed) {
      piece.append(text, from, part.offset());
      from = part.offset();
      if (!part.html().isDone() && places != null) {
        piece.append(places.placeholder(part.number(), part.meanwhile()));
        late.put(part.number(), part.html());
        continue;
      }
      if (!part.html().isDone()) {
        write(piece.toString(), sink);
        piece.setLength(0);
      }
      piece.append(Async.await(part.html()));
    }
    placed.clear();
    write(piece.append(text, from, text.length()).toString(), sink);
  }

  /// Passes on the late parts that are ready, in the order of their places.
  private void passOnReady(LateParts places) {
    for (var parts = late.entrySet().iterator(); parts.hasNext(); ) {
      Map.Entry<Integer, CompletableFuture<String>> part = parts.next();
      if (part.getValue().isDone()) {
        places.write(part.getKey(), Async.await(part.getValue()));
        parts.remove();
      }
    }
  }

  /// Waits for the late parts and passes each on when it is ready.
  void passOnLate(PageSink sink) {
    LateParts places = sink.lateParts();
    if (places == null || late.isEmpty()) {
      return;
    }
    WaitIterator<Integer, String> parts = WaitIterator.of(late);
    while (!parts.done()) {
      String html = Async.await(parts.next());
      places.write(Objects.requireNonNull(parts.currentKey()), html);
    }
  }

  /// Gives up those that aren't ready.
  void cancel() {
    placed.forEach(part -> part.html().cancel(false));
    late.values().forEach(html -> html.cancel(false));
  }

  private static void write(String piece, PageSink sink) {
    if (!piece.isEmpty()) {
      sink.write(piece);
    }
  }
}
