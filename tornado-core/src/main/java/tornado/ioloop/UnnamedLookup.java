// SPDX-License-Identifier: Apache-2.0
package tornado.ioloop;

import java.lang.invoke.MethodHandles;
import java.util.function.Supplier;

/// Looks into `java.lang` from an unnamed module.
///
/// `--add-opens java.base/java.lang=ALL-UNNAMED` opens the package to unnamed modules only, and this library is a named
/// one on a module path. [VirtualThreads] therefore defines this class once more in a class loader of its own, whose
/// unnamed module the flag covers, and takes the lookup from that copy.
///
/// **Thread**: any.
final class UnnamedLookup implements Supplier<MethodHandles.Lookup> {
  /// Made by reflection, from [VirtualThreads].
  UnnamedLookup() {}

  @Override
  public MethodHandles.Lookup get() {
    try {
      return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("java.lang is not open to unnamed modules", e);
    }
  }
}
