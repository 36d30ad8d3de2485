// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.util.Iterator;
import java.util.NoSuchElementException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPInputError;
import tornado.httputil.MultipartReader;
import tornado.httputil.MultipartReader.Content;
import tornado.httputil.MultipartReader.Event;
import tornado.httputil.MultipartReader.Part;
import tornado.httputil.MultipartReader.PartEnd;
import tornado.httputil.ParseBodyConfig;

/// The parts of a form, one after another.
///
/// **Thread**: the handler's coroutine.
final class UploadParts implements Iterator<UploadPart> {
  private final BodyChannel channel;
  private final MultipartReader reader;
  private final long maxText;
  private boolean started;
  private boolean ended;

  /// The part that is read, unless it is over.
  private @Nullable UploadPart current;

  private @Nullable UploadPart upcoming;

  UploadParts(RequestInput handler, BodyChannel channel) {
    String type = handler.request().headers().get("Content-Type", "");
    if (!type.startsWith("multipart/form-data")) {
      throw new HTTPError(415, "Content-Type is not multipart/form-data");
    }
    ParseBodyConfig config = handler.application().parseBodyConfig();
    this.channel = channel;
    this.maxText = config.maxMemory();
    try {
      this.reader = MultipartReader.of(type, config.multipart());
    } catch (HTTPInputError e) {
      throw WholeBody.refused(e);
    }
  }

  /// Returns this for a loop, once.
  Iterator<UploadPart> start() {
    if (started) {
      throw new IllegalStateException("parts can be gone through once");
    }
    started = true;
    return this;
  }

  @Override
  public boolean hasNext() {
    while (upcoming == null) {
      Event event = next(reader);
      if (event == null) {
        return false;
      }
      if (event instanceof Part head) {
        upcoming = new UploadPart(head, this, maxText);
      }
    }
    current = null;
    return true;
  }

  @Override
  public UploadPart next() {
    if (!hasNext() || upcoming == null) {
      throw new NoSuchElementException("no more parts");
    }
    UploadPart part = upcoming;
    current = part;
    upcoming = null;
    return part;
  }

  /// Tells whether a part may be read still.
  boolean isCurrent(UploadPart part) {
    return current == part;
  }

  /// Returns the next piece of the part that is read, or null at its end.
  @Nullable ByteString content() {
    return switch (next(reader)) {
      case Content(ByteString bytes) -> bytes;
      case PartEnd() -> null;
      case null, default -> throw new IllegalStateException("a part within a part");
    };
  }

  private @Nullable Event next(MultipartReader from) {
    try {
      Event event = from.next();
      while (event == null && !ended) {
        ByteString chunk = BodySource.take(channel);
        if (chunk == null) {
          ended = true;
          from.end();
        } else {
          from.feed(chunk);
        }
        event = from.next();
      }
      return event;
    } catch (HTTPInputError e) {
      throw WholeBody.refused(e);
    }
  }
}
