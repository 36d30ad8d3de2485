// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import com.code_intelligence.jazzer.junit.FuzzTest;
import tornado.http1connection.MessageParser.Role;

/// Any bytes as requests.
final class RequestParserFuzzTest {
  @FuzzTest
  void parse(byte[] input) {
    ParserLaw.check(Role.SERVER, false, input);
  }
}
