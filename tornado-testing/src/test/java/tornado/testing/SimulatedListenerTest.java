// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tornado.ioloop.Async.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tornado.ioloop.Activity;
import tornado.iostream.IOStream;
import tornado.netutil.BindFailedException;
import tornado.netutil.ListeningSocket;
import tornado.netutil.Netutil;
import tornado.tcpclient.TCPClient;

/// Listening on a simulated network, and what is open there.
final class SimulatedListenerTest extends SimulatedNetworkFixture {
  @Test
  void portsAreGivenInOrder() {
    run(() -> {
      assertThat(Netutil.bindSockets(0, "127.0.0.1").getFirst().port()).isEqualTo(49_152);
      assertThat(Netutil.bindSockets(0, "127.0.0.1").getFirst().port()).isEqualTo(49_153);
    });
  }

  @Test
  void portIsListenedAtOnce() {
    run(() -> {
      listen();

      assertThatThrownBy(() -> Netutil.bindSockets(PORT, HOST))
          .isInstanceOf(BindFailedException.class)
          .hasMessageContaining("Address already in use");
    });
  }

  @Test
  void portIsFreeAgainAfterClose() {
    run(() -> {
      host();
      Netutil.bindSockets(PORT, HOST).forEach(ListeningSocket::close);

      assertThat(Netutil.bindSockets(PORT, HOST)).hasSize(1);
    });
  }

  @Test
  void addressHasToBeThere() {
    run(() -> {
      assertThatThrownBy(() -> Netutil.bindSockets(PORT, "192.0.2.1"))
          .isInstanceOf(BindFailedException.class)
          .hasMessageContaining("Cannot assign requested address");
    });
  }

  @Test
  void wildcardListensOnAllHostsWithoutTheirOwn() {
    run(() -> {
      List<IOStream> own = listen();
      var others = new ArrayList<IOStream>();
      Netutil.addAcceptHandler(
          Netutil.bindSockets(PORT).getFirst(),
          (connection, _) -> others.add(new IOStream(connection)));
      network().host("other.example");

      await(dial());
      await(new TCPClient().connect("other.example", PORT));
      await(new TCPClient().connect("localhost", PORT));

      assertThat(own).hasSize(1);
      assertThat(others).hasSize(2);
    });
  }

  @Test
  void closeResetsThoseWhoWait() {
    run(() -> {
      host();
      ListeningSocket socket = Netutil.bindSockets(PORT, HOST).getFirst();
      IOStream client = await(dial());

      socket.close();

      assertThat(failure(client.readBytes(1))).hasMessage("Connection reset");
    });
  }

  @Test
  void openEndsAreNamedByWhereTheyWereMade() {
    run(() -> {
      Ends ends = connect();

      List<Activity> open = network().open();

      assertThat(open)
          .extracting(Activity::state)
          .containsExactly(
              "listening on /10.0.0.2:80",
              "/10.0.0.1:49152 to /10.0.0.2:80",
              "/10.0.0.2:80 to /10.0.0.1:49152");
      assertThat(open.get(1).origin()).anyMatch(frame -> frame.getMethodName().equals("dial"));
      assertThat(ends.client().closed()).isFalse();
    });
  }

  @Test
  void nothingIsOpenOnceAllIsClosed() {
    run(() -> {
      host();
      ListeningSocket socket = Netutil.bindSockets(PORT, HOST).getFirst();
      IOStream client = await(dial());

      client.close();
      socket.close();

      assertThat(network().open()).isEmpty();
    });
  }
}
