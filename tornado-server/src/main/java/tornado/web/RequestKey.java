// SPDX-License-Identifier: Apache-2.0
package tornado.web;

/// The key of something that a filter finds out about a request and its handler wants to know.
///
/// ```java
/// static final RequestKey<Account> ACCOUNT = RequestKey.of("account");
///
/// Filter accounts = (handler, next) -> {
///   handler.setAttribute(ACCOUNT, accountOf(handler.request()));
///   next.run();
/// };
/// ```
///
/// Keys are the same only if they are one object: two with one name don't meet.
///
/// **Thread**: any.
///
/// @param <T> the type of its value
@SuppressWarnings("UnusedTypeParameter") // values are checked against it
public final class RequestKey<T> {
  private final String name;

  private RequestKey(String name) {
    this.name = name;
  }

  /// Makes a key.
  ///
  /// @param name what messages call it
  public static <T> RequestKey<T> of(String name) {
    return new RequestKey<>(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
