// SPDX-License-Identifier: Apache-2.0
package tornado.testing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tornado.netutil.Netutil;

/// Who is who on a simulated network: names, and who has which address.
///
/// **Thread**: loop.
final class SimulatedNames {
  private static final String MACHINE = "localhost";
  private static final InetAddress MACHINE_V4 = InetAddress.ofLiteral("10.0.0.1");
  private static final InetAddress MACHINE_V6 = InetAddress.ofLiteral("fd00::1");
  private static final InetAddress LOOPBACK_V6 = InetAddress.ofLiteral("::1");

  private final SimulatedNetwork network;
  private final Map<String, SimulatedHost> byName = new HashMap<>();
  private final Map<InetAddress, SimulatedHost> byAddress = new HashMap<>();

  /// The number of the last host that was given an address: 10.0.0.1 is the machine's.
  private int lastNumber = 1;

  SimulatedNames(SimulatedNetwork network) {
    this.network = network;
    SimulatedHost machine = add(MACHINE, InetAddress.ofLiteral("127.0.0.1"));
    own(LOOPBACK_V6, machine);
    own(MACHINE_V4, machine);
    own(MACHINE_V6, machine);
  }

  /// Returns the address that the machine has in the eyes of one it connects to.
  static InetAddress machineFor(InetAddress remote) {
    if (remote.isLoopbackAddress()) {
      return remote;
    }
    return remote instanceof Inet6Address ? MACHINE_V6 : MACHINE_V4;
  }

  SimulatedHost host(String name) {
    SimulatedHost known = find(name);
    if (known != null) {
      return known;
    }
    return add(name, Netutil.isValidIp(name) ? InetAddress.ofLiteral(name) : nextAddress());
  }

  @Nullable SimulatedHost find(String name) {
    return byName.get(name.toLowerCase(Locale.ROOT));
  }

  @Nullable SimulatedHost at(InetAddress address) {
    return byAddress.get(address);
  }

  /// Makes `host` the owner of an address, unless another is.
  void own(InetAddress address, SimulatedHost host) {
    byAddress.putIfAbsent(address, host);
  }

  private SimulatedHost add(String name, InetAddress address) {
    var made = new SimulatedHost(network, name, address);
    byName.put(name.toLowerCase(Locale.ROOT), made);
    byAddress.put(address, made);
    return made;
  }

  private InetAddress nextAddress() {
    InetAddress next;
    do {
      lastNumber++;
      next =
          InetAddress.ofLiteral(
              "10.%d.%d.%d"
                  .formatted(lastNumber >> 16 & 0xff, lastNumber >> 8 & 0xff, lastNumber & 0xff));
    } while (byAddress.containsKey(next));
    return next;
  }
}
