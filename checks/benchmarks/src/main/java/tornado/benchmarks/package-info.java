// SPDX-License-Identifier: Apache-2.0
/// The servers that are measured: ours and its peers, a main class each. Every one answers `GET /` with `Hello, world`.
@NullMarked
package tornado.benchmarks;

import org.jspecify.annotations.NullMarked;
