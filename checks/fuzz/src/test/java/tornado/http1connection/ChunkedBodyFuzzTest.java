// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tornado.http1connection.MessageParser.Role;

/// Any bytes behind a head that announces chunks: the fuzzer need not find one.
final class ChunkedBodyFuzzTest {
  private static final byte[] HEAD =
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @FuzzTest
  void parse(byte[] body) {
    byte[] message = Arrays.copyOf(HEAD, HEAD.length + body.length);
    System.arraycopy(body, 0, message, HEAD.length, body.length);

    ParserLaw.check(Role.SERVER, false, message);
  }
}
