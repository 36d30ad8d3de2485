// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tornado.netutil.BindOptions.Family;

/// What addresses stand for, both families on one port, and what failures say.
final class TCPSocketsTest {
  private static final InetAddress V4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("::1");

  private static BindOptions of(Family family) {
    return BindOptions.builder().family(family).build();
  }

  private static void assumeIPv6() {
    assumeThatCode(() -> new ServerSocket(0, 1, V6).close()).doesNotThrowAnyException();
  }

  private static InetAddress ip(ListeningSocket socket) {
    return ((InetSocketAddress) socket.localAddress()).getAddress();
  }

  private static boolean reachable(InetAddress ip, int port) {
    try (var _ = new Socket(ip, port)) {
      return true;
    } catch (IOException ignored) {
      // The answer is no.
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "::1, ::1",
    "[::1], ::1",
    "0.0.0.0, 0.0.0.0",
    "::, ::",
    "'', ::"
  })
  void addressForms(String address, String bound) {
    assumeIPv6();

    List<ListeningSocket> sockets = Netutil.bindSockets(0, address);

    assertThat(sockets)
        .singleElement()
        .extracting(TCPSocketsTest::ip)
        .isEqualTo(InetAddress.ofLiteral(bound));
    sockets.forEach(ListeningSocket::close);
  }

  @Test
  void portZeroIsTheSamePortForBothFamilies() throws Exception {
    assumeIPv6();
    Set<InetAddress> both = new LinkedHashSet<>(List.of(V4, V6));

    List<ListeningSocket> sockets = TCPSockets.bind(0, both, BindOptions.DEFAULT);

    assertThat(sockets).extracting(TCPSocketsTest::ip).containsExactly(V4, V6);
    assertThat(sockets.getFirst().port()).isPositive().isEqualTo(sockets.getLast().port());
    sockets.forEach(ListeningSocket::close);
  }

  @Test
  void allInterfacesAreThoseOfBothFamilies() {
    assumeIPv6();
    ListeningSocket everywhere = Netutil.bindSockets(0).getFirst();
    ListeningSocket v4 = Netutil.bindSockets(0, null, of(Family.INET)).getFirst();
    ListeningSocket v4Too = Netutil.bindSockets(0, "0.0.0.0").getFirst();

    assertThat(reachable(V4, everywhere.port())).isTrue();
    assertThat(reachable(V6, everywhere.port())).isTrue();
    assertThat(reachable(V6, v4.port())).isFalse();
    assertThat(reachable(V6, v4Too.port())).isFalse();

    List.of(everywhere, v4, v4Too).forEach(ListeningSocket::close);
  }

  @Test
  void aMachineWithoutIPv6ListensOnAllItsInterfaces() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process child =
        new ProcessBuilder(
                java,
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                System.getProperty("java.class.path"),
                IPv4Only.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    String bound = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bound).isEqualTo("0.0.0.0");
    assertThat(child.waitFor()).isZero();
  }

  /// A port that one family has taken leaves nothing bound.
  @Test
  void aPortThatIsTakenForOneFamilyIsAnError() throws Exception {
    assumeIPv6();
    Set<InetAddress> both = new LinkedHashSet<>(List.of(V4, V6));
    try (ListeningSocket taken = Netutil.bindSockets(0, "::1").getFirst()) {
      assertThatThrownBy(() -> TCPSockets.bind(taken.port(), both, BindOptions.DEFAULT))
          .isInstanceOf(BindException.class);

      assertThat(reachable(V4, taken.port())).isFalse();
    }
  }

  @Test
  void aPortInUseSaysWhatToDo() {
    try (ListeningSocket taken = Netutil.bindSockets(0, "127.0.0.1").getFirst()) {
      int port = taken.port();

      assertThatThrownBy(() -> Netutil.bindSockets(port, "127.0.0.1"))
          .isInstanceOf(BindFailedException.class)
          .hasMessage(
              "can't listen on 127.0.0.1 port %d: Address already in use (stop what listens"
                  + " there, or take port 0 for a free one)",
              port);
    }
  }

  @Test
  void anAddressOfAnotherMachineSaysWhatToDo() {
    assertThatThrownBy(() -> Netutil.bindSockets(8888, "203.0.113.1"))
        .isInstanceOf(BindFailedException.class)
        .hasMessage(
            "can't listen on 203.0.113.1 port 8888: Cannot assign requested address (take an"
                + " address of this machine, or none for all of them)");
  }

  @Test
  void anUnknownHostIsNamed() {
    assertThatThrownBy(() -> Netutil.bindSockets(8888, "an.invalid"))
        .isInstanceOf(BindFailedException.class)
        .hasMessage("can't listen on an.invalid port 8888: unknown host");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "127.0.0.1 ", "127.0.0.1\0.test", "\n"})
  void whatIsNoAddressIsNotAskedFor(String address) {
    assertThatThrownBy(() -> Netutil.bindSockets(0, address))
        .isInstanceOf(BindFailedException.class)
        .hasMessageEndingWith("port 0: address has spaces or control characters")
        .hasMessageNotContainingAny("\0", "\n");
  }

  @Test
  void anAddressOfTheOtherFamilyIsAnError() {
    assertThatThrownBy(() -> Netutil.bindSockets(0, "127.0.0.1", of(Family.INET6)))
        .isInstanceOf(BindFailedException.class)
        .hasMessage("can't listen on 127.0.0.1 port 0: no address of family INET6");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void portsOutOfRangeAreRefused(int port) {
    assertThatThrownBy(() -> Netutil.bindSockets(port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port < 0 or > 65535: " + port);
  }
}
