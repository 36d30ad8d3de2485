// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.fixture.Once;

/// The parser's law: every wire fixture gives its events, however it is cut.
@Once
final class MessageParserLawTest {
  static List<WireFixture> fixtures() {
    return WireFixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void fedWhole(WireFixture fixture) {
    assertThat(Transcript.of(fixture.role(), fixture.toHead(), fixture.wire()))
        .isEqualTo(fixture.transcript());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void fedByteByByte(WireFixture fixture) {
    assertThat(Transcript.ofBytes(fixture.role(), fixture.toHead(), fixture.wire()))
        .isEqualTo(fixture.transcript());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void cutAnywhere(WireFixture fixture) {
    for (int cut = 0; cut <= fixture.wire().size(); cut++) {
      assertThat(Transcript.of(fixture.role(), fixture.toHead(), fixture.wire(), cut))
          .as("cut at %d", cut)
          .isEqualTo(fixture.transcript());
    }
  }
}
