// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import org.jspecify.annotations.Nullable;

/// A line of an application's route table, as the debug page shows it.
///
/// **Thread**: any.
///
/// @param host the pattern of the hosts it is for; empty for all
/// @param path the pattern of its paths
/// @param target what it leads to, in words
/// @param name what it is reversed by, or null
record RouteRow(String host, String path, String target, @Nullable String name) {}
