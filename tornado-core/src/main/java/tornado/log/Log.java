// SPDX-License-Identifier: Apache-2.0
package tornado.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The three loggers of the library.
///
/// **Thread**: any.
public final class Log {
  private static final Logger ACCESS = LoggerFactory.getLogger("tornado.access");
  private static final Logger APPLICATION = LoggerFactory.getLogger("tornado.application");
  private static final Logger GENERAL = LoggerFactory.getLogger("tornado.general");

  private Log() {}

  /// Returns the logger of requests: one line each. Tornado: `access_log`.
  public static Logger access() {
    return ACCESS;
  }

  /// Returns the logger of faults in the application's code. Tornado: `app_log`.
  public static Logger application() {
    return APPLICATION;
  }

  /// Returns the logger of everything else: peers that break the protocol, warnings of the library's. Tornado: `gen_log`.
  public static Logger general() {
    return GENERAL;
  }
}
