// SPDX-License-Identifier: Apache-2.0
/// Rules about the published modules as a whole, and the dump of their public API.
///
/// Each rule stands in a class that names its subject, takes the root package it speaks about, and is proved twice: the
/// published modules (root `tornado`) keep it, and the one class under `fixture` that breaks it is found.
@NullMarked
package tornado.architecture;

import org.jspecify.annotations.NullMarked;
