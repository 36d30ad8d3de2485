// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// A process whose standard input is no socket, as a test's isn't.
final class InheritedSocketTest {
  private static final long PID = 42;

  @Test
  void withoutASocketThereIsNone() {
    assertThat(Netutil.inheritedSocket()).isEmpty();
  }

  @Test
  void socketsThatJavaCannotTakeAreAnErrorThatSaysWhatToDo() {
    var environment = Map.of("LISTEN_FDS", "1", "LISTEN_PID", "42");

    assertThatThrownBy(() -> InheritedSocket.find(environment, PID))
        .isInstanceOf(BindFailedException.class)
        .hasMessage("can't use the sockets of LISTEN_FDS: set StandardInput=socket in the unit");
  }

  /// The variables are inherited by processes they are not meant for.
  @Test
  void socketsOfAnotherProcessAreNotOurs() {
    var environment = Map.of("LISTEN_FDS", "1", "LISTEN_PID", "41");

    assertThat(InheritedSocket.find(environment, PID)).isEmpty();
  }
}
