// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import tornado.escape.Escape;
import tornado.httputil.HTTPServerRequest;
import tornado.routing.Match;

/// What came with the request, as a handler reads it: arguments, JSON, the groups of the path. The part of [RequestHandler] that does not
/// answer.
///
/// **Thread**: the handler's coroutine.
abstract class RequestInput {
  private @Nullable HandlerRoute route;
  private @Nullable HTTPServerRequest request;
  private @Nullable BodyChannel channel;
  private Match match = Match.EMPTY;
  private List<@Nullable String> pathArgs = List.of();
  private Map<String, @Nullable String> pathKwargs = Map.of();

  /// Ties the handler to its request.
  final void attach(HandlerRoute newRoute, HTTPServerRequest newRequest, Match newMatch) {
    if (request != null) {
      throw new IllegalStateException(
          "a handler got a second request: its supplier must make one for each");
    }
    route = newRoute;
    request = newRequest;
    match = newMatch;
  }

  /// Ties the handler to a body that it takes as it comes, or to none.
  final void attachBody(@Nullable BodyChannel newChannel) {
    channel = newChannel;
  }

  /// Returns the request.
  public final HTTPServerRequest request() {
    return attached(request);
  }

  /// Returns the application.
  public final Application application() {
    return route().application();
  }

  /// Returns the last value of an argument, the body's before the query's, without white space around it.
  ///
  /// @throws MissingArgumentError 400 if there is none
  public final String getArgument(String name) {
    return required(name, arguments().last(request().arguments(), name, true));
  }

  /// Returns the last value of an argument, or `defaultValue`.
  public final String getArgument(String name, @Nullable String defaultValue) {
    return orElse(arguments().last(request().arguments(), name, true), defaultValue);
  }

  /// Returns the last value of an argument as a number, boolean, UUID or enum, or `defaultValue`.
  ///
  /// @throws HTTPError 400 that names the argument, if it is no such thing
  public final <T> T getArgument(String name, Class<T> type, @Nullable T defaultValue) {
    String text = arguments().last(request().arguments(), name, true);
    return orElse(text == null ? null : Arguments.convert(name, text, type), defaultValue);
  }

  /// Returns the last value of an argument with the white space around it. Tornado: `get_argument(strip=False)`.
  ///
  /// @throws MissingArgumentError 400 if there is none
  public final String getArgumentUnstripped(String name) {
    return required(name, arguments().last(request().arguments(), name, false));
  }

  /// Returns the last value of an argument with the white space around it, or `defaultValue`.
  public final String getArgumentUnstripped(String name, @Nullable String defaultValue) {
    return orElse(arguments().last(request().arguments(), name, false), defaultValue);
  }

  /// Returns all values of an argument, the query's first.
  public final List<String> getArguments(String name) {
    return arguments().all(request().arguments(), name, true);
  }

  /// Returns all values of an argument with the white space around them. Tornado: `get_arguments(strip=False)`.
  public final List<String> getArgumentsUnstripped(String name) {
    return arguments().all(request().arguments(), name, false);
  }

  /// Returns the last value of an argument of the query.
  ///
  /// @throws MissingArgumentError 400 if there is none
  public final String getQueryArgument(String name) {
    return required(name, arguments().last(request().queryArguments(), name, true));
  }

  /// Returns the last value of an argument of the query, or `defaultValue`.
  public final String getQueryArgument(String name, @Nullable String defaultValue) {
    return orElse(arguments().last(request().queryArguments(), name, true), defaultValue);
  }

  /// Returns the last value of an argument of the query with the white space around it.
  ///
  /// @throws MissingArgumentError 400 if there is none
  public final String getQueryArgumentUnstripped(String name) {
    return required(name, arguments().last(request().queryArguments(), name, false));
  }

  /// Returns the last value of an argument of the query with the white space around it, or `defaultValue`.
  public final String getQueryArgumentUnstripped(String name, @Nullable String defaultValue) {
    return orElse(arguments().last(request().queryArguments(), name, false), defaultValue);
  }

  /// Returns all values of an argument of the query.
  public final List<String> getQueryArguments(String name) {
    return arguments().all(request().queryArguments(), name, true);
  }

  /// Returns all values of an argument of the query with the white space around them.
  public final List<String> getQueryArgumentsUnstripped(String name) {
    return arguments().all(request().queryArguments(), name, false);
  }

  /// Returns the last value of an argument of the body.
  ///
  /// @throws MissingArgumentError 400 if there is none
  public final String getBodyArgument(String name) {
    return required(name, arguments().last(request().bodyArguments(), name, true));
  }

  /// Returns the last value of an argument of the body, or `defaultValue`.
  public final String getBodyArgument(String name, @Nullable String defaultValue) {
    return orElse(arguments().last(request().bodyArguments(), name, true), defaultValue);
  }

  /// Returns the last value of an argument of the body with the white space around it, such as a password.
  ///
  /// @throws MissingArgumentError 400 if there is none
  public final String getBodyArgumentUnstripped(String name) {
    return required(name, arguments().last(request().bodyArguments(), name, false));
  }

  /// Returns the last value of an argument of the body with the white space around it, or `defaultValue`.
  public final String getBodyArgumentUnstripped(String name, @Nullable String defaultValue) {
    return orElse(arguments().last(request().bodyArguments(), name, false), defaultValue);
  }

  /// Returns all values of an argument of the body.
  public final List<String> getBodyArguments(String name) {
    return arguments().all(request().bodyArguments(), name, true);
  }

  /// Returns all values of an argument of the body with the white space around them.
  public final List<String> getBodyArgumentsUnstripped(String name) {
    return arguments().all(request().bodyArguments(), name, false);
  }

  /// Reads the body as JSON into a record, or another type of yours. Fields that it doesn't know are ignored.
  ///
  /// ```java
  /// record Story(String title, List<String> tags) {}
  ///
  /// Story story = readJson(Story.class);
  /// ```
  ///
  /// Other sites can't make a browser send JSON without being asked first, so a body that doesn't say it is JSON is refused; see
  /// [Application.Builder#lenientJson].
  ///
  /// @throws HTTPError 400 that names the field, such as `tags[2]: expected text`, if it doesn't fit; 415 if it isn't called JSON
  public final <T> T readJson(Class<T> type) {
    return JSONBody.read(this, json -> Escape.jsonDecode(json, type));
  }

  /// Reads the body as JSON into a type with type arguments; as [#readJson(Class)].
  ///
  /// @throws HTTPError 400 or 415; as there
  public final Object readJson(Type type) {
    return JSONBody.read(this, json -> Escape.jsonDecode(json, type));
  }

  /// Reads the body as a JSON list of records, or of other values; as [#readJson(Class)].
  ///
  /// @throws HTTPError 400 or 415; as there
  public final <T> List<T> readJsonList(Class<T> type) {
    return JSONBody.read(this, json -> Escape.jsonDecodeList(json, type));
  }

  /// Returns the parts of a multipart form as they arrive, in handlers that are [StreamRequestBody] and have no `dataReceived`: the next
  /// is read when it is asked for. What was not read of a part is skipped.
  ///
  /// ```java
  /// @StreamRequestBody
  /// class UploadHandler extends RequestHandler {
  ///   public void post() throws IOException {
  ///     for (UploadPart part : parts()) {
  ///       if (part.filename() != null) {
  ///         part.saveTo(folder.resolve(UUID.randomUUID().toString()));
  ///       }
  ///     }
  ///   }
  /// }
  /// ```
  ///
  /// It can be gone through once. It waits for the client, and throws [HTTPError] 400 for a form that is malformed or over a limit.
  ///
  /// @throws HTTPError 415 if the body is no multipart form
  /// @throws IllegalStateException in other handlers
  public final Iterable<UploadPart> parts() {
    var parts = new UploadParts(this, pulledBody());
    return parts::start;
  }

  /// Returns the body as it arrives, in handlers that are [StreamRequestBody] and have no `dataReceived`: the next piece is read when it
  /// is asked for. Reading it waits for the client.
  ///
  /// @throws IllegalStateException in other handlers
  public final BufferedSource bodySource() {
    return Okio.buffer(new BodySource(pulledBody()));
  }

  /// Saves the body as a file while it arrives, whatever was there before, in handlers that are [StreamRequestBody] and have no
  /// `dataReceived`. If that fails, or the client leaves, there is no file.
  ///
  /// @return its size in bytes
  /// @throws IOException if it can't be written
  /// @throws IllegalStateException in other handlers
  public final long saveBody(Path file) throws IOException {
    return FileSaver.save(file, pulledBody());
  }

  private BodyChannel pulledBody() {
    if (channel == null || !channel.pulled()) {
      throw new IllegalStateException(
          "a body can be read as it arrives only by a handler that is @StreamRequestBody and has no dataReceived: "
              + getClass().getName());
    }
    return channel;
  }

  /// Returns the unnamed groups of the route's pattern, decoded; null for one that took no part.
  public final List<@Nullable String> pathArgs() {
    return pathArgs;
  }

  /// Returns the named groups of the route's pattern, decoded; null for one that took no part.
  public final Map<String, @Nullable String> pathKwargs() {
    return pathKwargs;
  }

  /// Decodes an argument or a group of the path: UTF-8 unless overridden.
  ///
  /// @param name null for an unnamed group
  /// @throws HTTPError 400 if the bytes are no UTF-8
  protected String decodeArgument(ByteString value, @Nullable String name) {
    String text = value.utf8();
    if (text.indexOf('\ufffd') < 0) {
      return text;
    }
    // It stands for what is no UTF-8, unless it was there.
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(value.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new HTTPError(400, "Invalid unicode in " + (name == null ? "url" : name));
    }
  }

  /// Decodes the groups of the path.
  final void decodePathArgs() {
    if (!match.pathArgs().isEmpty()) {
      var args = new ArrayList<@Nullable String>(match.pathArgs().size());
      for (ByteString arg : match.pathArgs()) {
        args.add(arg == null ? null : decodeArgument(arg, null));
      }
      pathArgs = args;
    }
    if (!match.pathKwargs().isEmpty()) {
      var kwargs = new LinkedHashMap<String, @Nullable String>();
      match
          .pathKwargs()
          .forEach((name, value) ->
              kwargs.put(name, value == null ? null : decodeArgument(value, name)));
      pathKwargs = kwargs;
      pathArgs = new ArrayList<@Nullable String>(kwargs.values());
    }
  }

  final HandlerRoute route() {
    return attached(route);
  }

  private Arguments arguments() {
    return new Arguments(this);
  }

  private static String required(String name, @Nullable String value) {
    if (value == null) {
      throw new MissingArgumentError(name);
    }
    return value;
  }

  @SuppressWarnings("NullAway") // null comes back only to a caller that gave it
  static <T> T orElse(@Nullable T value, @Nullable T defaultValue) {
    return value == null ? defaultValue : value;
  }

  static <T> T attached(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("no request yet: a handler's constructor can't ask for it");
    }
    return part;
  }
}
