// SPDX-License-Identifier: Apache-2.0
/// Options of a program: defined where they are used, set on the command line or in a file.
///
/// ```java
/// void main(String[] args) {
///   var options = new OptionParser("Runs the blog.");
///   var port = options.define("port", OptionType.INTEGER, 8888).help("where to listen").add();
///   options.parseCommandLine(args);
///   app.listen(port.value());
/// }
/// ```
///
/// [OptionParser][tornado.options.OptionParser] is the entry.
///
/// Tornado: [options](https://www.tornadoweb.org/en/stable/options.html). There one parser serves the whole process; here a program makes its
/// own and hands it, or its options, to whoever needs them.
@NullMarked
package tornado.options;

import org.jspecify.annotations.NullMarked;
