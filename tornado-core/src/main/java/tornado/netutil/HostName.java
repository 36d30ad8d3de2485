// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

/// Names of hosts, as far as the system is to be asked for them.
///
/// **Thread**: any.
final class HostName {
  private static final int SHOWN_LENGTH = 64;

  private HostName() {}

  /// Tells whether the system may be asked for `host`. It would take the empty name for this machine, and stop reading at a NUL: what was
  /// checked as `intern.example\0.evil` would be resolved as another host.
  static boolean isPossible(String host) {
    return !host.isEmpty() && host.chars().noneMatch(HostName::isGap);
  }

  /// Returns `host` for a message: control characters escaped, cut at 64 characters.
  static String shown(String host) {
    var text = new StringBuilder();
    host.chars()
        .limit(SHOWN_LENGTH)
        .forEach(
            c -> text.append(Character.isISOControl(c) ? "\\x%02x".formatted(c) : "" + (char) c));
    return text.append(host.length() > SHOWN_LENGTH ? "..." : "").toString();
  }

  private static boolean isGap(int c) {
    return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
