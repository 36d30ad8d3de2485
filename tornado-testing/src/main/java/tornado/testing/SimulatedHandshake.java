// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Timeout;

/// A connection attempt. It is made again for as long as nobody answers, as Linux does it: after a second, after two more, four, and so on;
/// after 127 seconds it has failed.
///
/// **Thread**: loop.
final class SimulatedHandshake {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int RETRIES = 6;

  private final SimulatedNetwork network;
  private final SimulatedTransport client;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private @Nullable Timeout retry;
  private boolean over;

  SimulatedHandshake(
      SimulatedNetwork network,
      SimulatedTransport client,
      InetSocketAddress local,
      InetSocketAddress remote) {
    this.network = network;
    this.client = client;
    this.local = local;
    this.remote = remote;
  }

  void start() {
    SimulatedHost from = network.hostAt(local.getAddress());
    SimulatedHost to = network.hostAt(remote.getAddress());
    if (from == null || to == null) {
      fail(SimulatedFailures.noRoute(), 0);
    } else {
      send(new SimulatedRoute(network, from, to), 0);
    }
  }

  void stop() {
    over = true;
    if (retry != null) {
      network.loop().removeTimeout(retry);
      retry = null;
    }
  }

  private void send(SimulatedRoute route, int retries) {
    if (retries > RETRIES) {
      fail(SimulatedFailures.timedOut(), 0);
      return;
    }
    retry =
        network
            .loop()
            .callLater(FIRST_PAUSE.multipliedBy(1L << retries), () -> send(route, retries + 1));
    network.later(route.latencyNanos(), () -> arrive(route));
  }

  private void arrive(SimulatedRoute route) {
    if (over || route.interrupted()) {
      return;
    }
    switch (route.to().connects()) {
      case UNANSWERED -> {}
      case REFUSED -> refuse(route);
      case ANSWERED -> answer(route);
    }
  }

  private void answer(SimulatedRoute route) {
    SimulatedListener listener = network.listenerAt(remote);
    if (listener == null) {
      refuse(route);
    } else if (!listener.full()) {
      stop();
      var server = new SimulatedTransport(network, null);
      client.join(server, route);
      server.accepted(remote, local);
      listener.add(server);
    }
  }

  private void refuse(SimulatedRoute route) {
    fail(SimulatedFailures.refused(), route.back().latencyNanos());
  }

  private void fail(IOException failure, long delayNanos) {
    stop();
    network.later(delayNanos, () -> client.failConnect(failure));
  }
}
