// SPDX-License-Identifier: Apache-2.0
/// Restarts a program in development when its classes, templates or settings files change, without a request being refused.
///
/// [Autoreload][tornado.autoreload.Autoreload] is the entry; applications have it on with `Application.builder().debug(true)`, or
/// `autoreload(true)`. [Main][tornado.autoreload.Main] runs other programs again and again.
///
/// A JVM can't replace its program, so there are generations of it, each a process: the first, which was started by hand, watches the
/// files and supervises the others. A new one listens beside the one before, which ends politely then. Its class path and the JVM's options
/// are those of the first.
///
/// Tornado: [autoreload](https://www.tornadoweb.org/en/stable/autoreload.html).
@NullMarked
package tornado.autoreload;

import org.jspecify.annotations.NullMarked;
