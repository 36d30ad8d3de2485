// SPDX-License-Identifier: Apache-2.0
/// Filters that most applications on the open network want: each is added to an application, or to some of its routes; see
/// [Filter][tornado.web.Filter].
///
/// ```java
/// Application.builder()
///     .filter(RequestId.builder().build())
///     .filter(AllowedHosts.of("example.com"))
///     .filter(HTTPSRedirect.builder().build())
///     .filter(SecurityHeaders.builder().build())
///     .route("/", HomeHandler::new)
/// ```
///
/// What they set is on every answer, error pages too. Requests that stream their body pass them before it is read.
///
/// Python's Tornado leaves them to its users.
@NullMarked
package tornado.filters;

import org.jspecify.annotations.NullMarked;
