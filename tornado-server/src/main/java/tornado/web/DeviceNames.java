// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names that on Windows are devices in every folder, with any extension: reading one may wait for ever.
///
/// **Thread**: any.
final class DeviceNames {
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9¹²³])([ .:].*)?");

  private DeviceNames() {}

  /// Tells whether a part of `path` is the name of a device.
  static boolean isIn(Path path) {
    for (Path part : path) {
      if (DEVICE.matcher(part.toString().toLowerCase(Locale.ROOT)).matches()) {
        return true;
      }
    }
    return false;
  }
}
