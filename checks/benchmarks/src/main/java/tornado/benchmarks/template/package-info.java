// SPDX-License-Identifier: Apache-2.0
/// Two pages, rendered by our templates and by other engines: [TemplateBenchmark][tornado.benchmarks.template.TemplateBenchmark] measures
/// one engine, [SamePages][tornado.benchmarks.template.SamePages] makes sure that all render the same.
@NullMarked
package tornado.benchmarks.template;

import org.jspecify.annotations.NullMarked;
