// SPDX-License-Identifier: Apache-2.0
/// Queues between coroutines, whose puts and gets are futures.
///
/// ```java
/// var queue = new Queue<Integer>(2);
/// Async.spawn(() -> {
///   while (true) {
///     use(await(queue.get()));
///     queue.taskDone();
///   }
/// });
/// await(queue.put(1));
/// await(queue.join());
/// ```
///
/// Those who wait are served in the order they came. A wait ends with its scope: a request whose client leaves takes no item with it.
/// Unlike Tornado's these may be shared by several loops and threads. Time limits are durations, of which zero is a real one; with a
/// limit a loop has to run the caller.
///
/// [Queue][tornado.queues.Queue] is the entry.
///
/// Tornado: [queues](https://www.tornadoweb.org/en/stable/queues.html).
@NullMarked
package tornado.queues;

import org.jspecify.annotations.NullMarked;
