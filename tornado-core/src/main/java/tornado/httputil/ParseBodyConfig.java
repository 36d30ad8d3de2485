// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// Limits of forms in bodies. Tornado: `ParseBodyConfig`, which has the first only; there is no process-wide one, an application says its
/// own.
///
/// **Thread**: any.
///
/// @param multipart the limits of multipart bodies
/// @param maxArguments how many arguments a form-encoded body may have; 10,000 by default
/// @param maxMemory how many bytes of a multipart body are held in memory; 1 MiB by default. A larger one is read as it arrives, its
///     files to disk, and its fields to memory, which may have as many bytes. It is then not there as [HTTPServerRequest#body]
public record ParseBodyConfig(ParseMultipartConfig multipart, int maxArguments, long maxMemory) {
  /// The limits that hold when nothing is said.
  public static final ParseBodyConfig DEFAULT =
      new ParseBodyConfig(ParseMultipartConfig.DEFAULT, 10_000, 1 << 20);

  /// Checks the limits.
  public ParseBodyConfig {
    if (maxArguments < 0) {
      throw new IllegalArgumentException("maxArguments < 0: " + maxArguments);
    }
    if (maxMemory < 0) {
      throw new IllegalArgumentException("maxMemory < 0: " + maxMemory);
    }
  }

  /// Returns these limits with other ones of multipart bodies.
  public ParseBodyConfig withMultipart(ParseMultipartConfig limits) {
    return new ParseBodyConfig(limits, maxArguments, maxMemory);
  }

  /// Returns these limits with another number of arguments.
  public ParseBodyConfig withMaxArguments(int limit) {
    return new ParseBodyConfig(multipart, limit, maxMemory);
  }

  /// Returns these limits with another number of bytes in memory.
  public ParseBodyConfig withMaxMemory(long byteCount) {
    return new ParseBodyConfig(multipart, maxArguments, byteCount);
  }
}
