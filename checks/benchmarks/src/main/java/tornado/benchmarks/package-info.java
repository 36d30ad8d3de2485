// SPDX-License-Identifier: Apache-2.0
/// The servers that are measured, ours and its peers, and the loads that are our own: a main class each.
@NullMarked
package tornado.benchmarks;

import org.jspecify.annotations.NullMarked;
