// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import com.code_intelligence.jazzer.junit.FuzzTest;
import tornado.http1connection.MessageParser.Role;

/// Any bytes as responses, to a HEAD request too.
final class ResponseParserFuzzTest {
  @FuzzTest
  void parse(byte[] input) {
    ParserLaw.check(Role.CLIENT, false, input);
    ParserLaw.check(Role.CLIENT, true, input);
  }
}
