// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tornado.httputil.HTTPUtil;
import tornado.httputil.HostAndPort;
import tornado.netutil.Netutil;
import tornado.netutil.Network;

/// The servers that are reached without a proxy, as `no_proxy` lists them.
///
/// | entry | servers |
/// |---|---|
/// | `*` | all |
/// | `example.com`, `.example.com` | that host, and those below it |
/// | `192.0.2.1`, `::1`, `[::1]` | that address, where it stands in the URL |
/// | `10.0.0.0/8`, `fd00::/8` | the addresses of that network, likewise |
/// | any of the first three with `:8080` | the same, on that port |
///
/// **Thread**: any.
final class NoProxy {
  /// One entry; what is null matches everything.
  private record Entry(@Nullable String suffix, @Nullable Network network, @Nullable Integer port) {
    boolean matches(String host, @Nullable InetAddress address, int otherPort) {
      if (port != null && port != otherPort) {
        return false;
      }
      if (network != null) {
        return address != null && network.contains(address);
      }
      return suffix == null || host.equals(suffix) || host.endsWith("." + suffix);
    }
  }

  private final List<Entry> entries;

  private NoProxy(List<Entry> entries) {
    this.entries = entries;
  }

  /// Reads a list whose entries are separated by commas or spaces.
  ///
  /// @throws IllegalArgumentException if a network isn't one
  static NoProxy parse(String text) {
    var entries = new ArrayList<Entry>();
    for (String entry : text.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      if (!entry.isEmpty()) {
        entries.add(entry(entry));
      }
    }
    return new NoProxy(List.copyOf(entries));
  }

  /// Tells whether a server is listed.
  ///
  /// @param host as [ClientURL#host]
  boolean matches(String host, int port) {
    InetAddress address = Netutil.isValidIp(host) ? InetAddress.ofLiteral(host) : null;
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    for (Entry entry : entries) {
      if (entry.matches(name, address, port)) {
        return true;
      }
    }
    return false;
  }

  private static Entry entry(String text) {
    if (text.indexOf('/') >= 0) {
      return new Entry(null, network(text), null);
    }
    HostAndPort parts = HTTPUtil.splitHostAndPort(text);
    String host = parts.host();
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (host.equals("*")) {
      return new Entry(null, null, parts.port());
    }
    if (Netutil.isValidIp(host)) {
      return new Entry(null, Network.parse(host), parts.port());
    }
    return new Entry(host.startsWith(".") ? host.substring(1) : host, null, parts.port());
  }

  private static Network network(String text) {
    try {
      return Network.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no_proxy: " + e.getMessage(), e);
    }
  }
}
