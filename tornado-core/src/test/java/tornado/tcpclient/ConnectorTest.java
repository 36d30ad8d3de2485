// SPDX-License-Identifier: Apache-2.0
package tornado.tcpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static tornado.tcpclient.ScriptedDialer.A;
import static tornado.tcpclient.ScriptedDialer.B;
import static tornado.tcpclient.ScriptedDialer.C;
import static tornado.tcpclient.ScriptedDialer.D;

import org.junit.jupiter.api.Test;

/// Which address is tried when. Carried over from Tornado's `tcpclient_test.ConnectorTest` and `TestConnectorSplit`. Where its connector
/// knows the limit of the whole, ours is stopped by the client when that has passed.
class ConnectorTest extends ConnectorFixture {
  private static final String REFUSED_A = "192.0.2.1:80: Connection refused";
  private static final String REFUSED_B = "192.0.2.2:80: Connection refused";
  private static final String REFUSED_C =
      "[2001:db8::3]:80: Connection refused".replace("::", ":0:0:0:0:0:");
  private static final String REFUSED_D =
      "[2001:db8::4]:80: Connection refused".replace("::", ":0:0:0:0:0:");

  @Test
  void oneFamily() {
    startConnect(A, B);
    pass(HEAD_START);
    assertPending(A);

    fail(A);

    assertPending(B);
  }

  @Test
  void mixed() {
    startConnect(A, C, B, D);
    assertPending(A);

    fail(A);
    assertPending(B, C);
    fail(C);

    assertPending(B, D);
  }

  @Test
  void immediateSuccess() {
    startConnect(A, B, C, D);
    assertPending(A);

    succeed(A);

    assertWinner(A);
    assertPending();
  }

  @Test
  void immediateFailure() {
    startConnect(A);
    assertPending(A);

    fail(A);

    assertFailed(REFUSED_A);
  }

  @Test
  void oneFamilySecondTry() {
    startConnect(A, B);
    fail(A);
    assertPending(B);

    succeed(B);

    assertWinner(B);
  }

  @Test
  void oneFamilySecondTryFailure() {
    startConnect(A, B);
    fail(A);
    assertPending(B);

    fail(B);

    assertFailed(REFUSED_A + "; " + REFUSED_B);
  }

  @Test
  void oneFamilySecondTryTimeout() {
    startConnect(A, B);
    pass(HEAD_START);
    assertPending(A);

    fail(A);
    assertPending(B);
    succeed(B);

    assertWinner(B);
  }

  @Test
  void twoFamiliesImmediateFailure() {
    startConnect(A, B, C, D);
    fail(A);
    assertPending(B, C);

    fail(B);
    succeed(C);

    assertWinner(C);
  }

  @Test
  void twoFamiliesTimeout() {
    startConnect(A, B, C, D);
    pass(HEAD_START);
    assertPending(A, C);
    succeed(C);

    fail(A);

    assertWinner(C);
    assertPending();
  }

  @Test
  void successAfterTimeout() {
    startConnect(A, B, C, D);
    pass(HEAD_START);
    assertPending(A, C);
    succeed(A);

    succeed(C);

    assertWinner(A);
  }

  @Test
  void allFail() {
    startConnect(A, B, C, D);
    pass(HEAD_START);
    fail(C);
    assertPending(A, D);
    fail(D);
    assertPending(A);
    fail(A);
    assertPending(B);
    assertThat(winner()).isNotDone();

    fail(B);

    assertFailed(String.join("; ", REFUSED_C, REFUSED_D, REFUSED_A, REFUSED_B));
  }

  @Test
  void oneFamilyTimeoutAfterConnectTimeout() {
    startConnect(A, B);

    stop();
    fail(A);
    pass(HEAD_START);

    assertPending();
    assertOpen();
    assertThat(winner()).isCancelled();
  }

  @Test
  void oneFamilySuccessBeforeConnectTimeout() {
    startConnect(A, B);
    succeed(A);

    stop();

    assertPending();
    assertWinner(A);
  }

  @Test
  void oneFamilySecondTryAfterConnectTimeout() {
    startConnect(A, B);
    fail(A);
    assertPending(B);

    stop();
    fail(B);

    assertOpen();
    assertThat(winner()).isCancelled();
  }

  @Test
  void oneFamilySecondTryFailureBeforeConnectTimeout() {
    startConnect(A, B);
    fail(A);
    fail(B);

    stop();

    assertPending();
    assertFailed(REFUSED_A + "; " + REFUSED_B);
  }

  @Test
  void twoFamilyTimeoutBeforeConnectTimeout() {
    startConnect(A, B, C, D);
    pass(HEAD_START);
    assertPending(A, C);

    stop();
    fail(A);
    fail(C);

    assertPending();
    assertOpen();
    assertThat(winner()).isCancelled();
  }

  @Test
  void twoFamilySuccessAfterTimeout() {
    startConnect(A, B, C, D);
    pass(HEAD_START);
    assertPending(A, C);

    succeed(A);

    assertWinner(A);
    fail(C);
    assertPending();
  }

  @Test
  void twoFamilyTimeoutAfterConnectTimeout() {
    startConnect(A, B, C, D);
    assertPending(A);

    stop();
    pass(HEAD_START);

    assertPending(A);
    assertOpen();
    assertThat(winner()).isCancelled();
  }
}
