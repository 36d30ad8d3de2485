// SPDX-License-Identifier: Apache-2.0
/// Coordinates coroutines: conditions, events, semaphores and locks whose waits are futures.
///
/// ```java
/// private final Lock lock = new Lock();
///
/// try (var _ = await(lock.acquire())) {
///   // one coroutine at a time, waits included
/// }
/// ```
///
/// Those who wait are served in the order they came. A wait ends with its scope: a request whose client leaves takes nothing with
/// it, and what it waited for goes to the next. Unlike Tornado's these may be shared by several loops and threads.
///
/// Time limits are durations, of which zero is a real one. With a limit a loop has to run the caller.
///
/// [Lock][tornado.locks.Lock] is the one needed most often.
///
/// Tornado: [locks](https://www.tornadoweb.org/en/stable/locks.html), whose `wait` and `notify` are named otherwise here, since every Java
/// object has methods of those names.
@NullMarked
package tornado.locks;

import org.jspecify.annotations.NullMarked;
