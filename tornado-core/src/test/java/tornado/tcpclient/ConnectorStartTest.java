// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.tcpclient.ScriptedDialer.A;
import static tornado.tcpclient.ScriptedDialer.B;
import static tornado.tcpclient.ScriptedDialer.C;
import static tornado.tcpclient.ScriptedDialer.D;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tornado.netutil.BindFailedException;

/// The head start of RFC 8305 §5, and attempts that can't even be started.
class ConnectorStartTest extends ConnectorFixture {
  private final IOException noFamily = new IOException("address family is not supported");

  @Test
  void theOtherFamilyWaitsForTheWholeHeadStart() {
    startConnect(C, D, A, B);

    pass(HEAD_START.minusNanos(1));
    assertPending(C);
    pass(Duration.ofNanos(1));

    assertPending(C, A);
  }

  @Test
  void eachFamilyHasOneAttemptUnderWay() {
    startConnect(A, B, C, D);

    pass(HEAD_START);
    pass(Duration.ofHours(1));

    assertPending(A, C);
  }

  /// A failure has ended the head start already: its timer must not start another attempt.
  @Test
  void theHeadStartEndsOnce() {
    startConnect(A, B, C, D);
    fail(A);
    assertPending(B, C);

    pass(HEAD_START);

    assertPending(B, C);
  }

  @Test
  void aFamilyThatThisMachineDoesNotHaveIsSkipped() {
    dialer.failAtOnce(C, noFamily);
    dialer.failAtOnce(D, noFamily);

    startConnect(C, D, A, B);
    assertPending(A);
    succeed(A);

    assertWinner(A);
  }

  @Test
  void theNextAddressFollowsOneThatFailsAtOnce() {
    dialer.failAtOnce(A, noFamily);

    startConnect(A, B, C, D);

    assertPending(B, C);
  }

  @Test
  void attemptsThatAllFailAtOnceAreListed() {
    dialer.failAtOnce(A, noFamily);
    dialer.failAtOnce(B, new IOException("Too many open files"));

    startConnect(A, B);

    assertFailed(
        "192.0.2.1:80: address family is not supported; 192.0.2.2:80: Too many open files");
    assertThat(winner().exceptionNow()).hasCause(new IOException("Too many open files"));
  }

  /// Our own address can't be used, whatever the other end is.
  @Test
  void whatNoOtherAddressCouldDoBetterEndsAll() {
    var failure = new BindFailedException("can't connect from 192.0.2.9:1", null);
    dialer.failAtOnce(C, failure);

    startConnect(A, B, C, D);
    pass(HEAD_START);

    assertThat(winner().exceptionNow()).isSameAs(failure);
    assertOpen();
    fail(A);
    assertPending();
  }
}
