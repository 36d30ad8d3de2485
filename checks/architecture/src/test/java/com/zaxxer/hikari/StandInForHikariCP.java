// SPDX-License-Identifier: Apache-2.0
package com.zaxxer.hikari;

/// A type of the library's package, so that a fixture can break the rule without the library.
public final class StandInForHikariCP {}
