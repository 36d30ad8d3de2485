// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tornado.ioloop.Clock;

/// A server's certificates: it presents the one for the host that the client names (SNI, RFC 6066 §3), or the default one, and reads files
/// that were written since again, without a restart. Where new files can't be read the old certificates stay, with one error in the log
/// until that changes.
///
/// JSSE asks in the tasks of a handshake, which never run on a loop.
///
/// **Thread**: any.
final class ServerKeys extends X509ExtendedKeyManager {
  /// A certificate and the hosts that it is presented to, in lower case; none for the default one.
  record Entry(List<String> hosts, KeyMaterial material) {
    private String alias() {
      return "certificate-" + material.serial();
    }
  }

  private final Clock clock;
  private final long checkNanos;

  /// When files are looked at next.
  private final AtomicLong nextCheck;

  private volatile List<Entry> entries;

  /// Why the files could not be read the last time, or null.
  private volatile @Nullable String complaint;

  /// Material by alias, that of the reload before included: a handshake may be between asking for the one and the other.
  private volatile Map<String, KeyMaterial> byAlias = Map.of();

  ServerKeys(List<Entry> entries, Duration checkInterval, Clock clock) {
    this.clock = clock;
    this.checkNanos = checkInterval.toNanos();
    this.nextCheck = new AtomicLong(clock.nanoTime() + checkNanos);
    this.entries = List.of();
    replace(entries);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    reloadIfDue();
    String host = requestedHost(engine);
    Entry fallback = null;
    for (Entry entry : entries) {
      if (!fits(entry, keyType)) {
        continue;
      }
      if (host != null && matches(entry.hosts(), host)) {
        return entry.alias();
      }
      if (entry.hosts().isEmpty() && fallback == null) {
        fallback = entry;
      }
    }
    // A certificate of the right host is worth another kind of key: JSSE asks for each kind in
    // turn.
    boolean elsewhere =
        host != null && entries.stream().anyMatch(entry -> matches(entry.hosts(), host));
    return fallback == null || elsewhere ? null : fallback.alias();
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    KeyMaterial material = byAlias.get(alias);
    return material == null ? null : material.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    KeyMaterial material = byAlias.get(alias);
    return material == null ? null : material.key();
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  /// Tells whether `host` is one of `hosts`, of which `*.example.com` stands for any one label before the dot.
  static boolean matches(List<String> hosts, String host) {
    String name = host.toLowerCase(Locale.ROOT);
    int dot = name.indexOf('.');
    return hosts.contains(name) || (dot > 0 && hosts.contains("*" + name.substring(dot)));
  }

  private void reloadIfDue() {
    long now = clock.nanoTime();
    long due = nextCheck.get();
    if (now - due < 0 || !nextCheck.compareAndSet(due, now + checkNanos)) {
      return;
    }
    try {
      if (entries.stream().anyMatch(entry -> entry.material().stale())) {
        replace(
            entries.stream()
                .map(entry -> new Entry(entry.hosts(), entry.material().source().load()))
                .toList());
        log().info("certificates read again");
      }
      complaint = null;
    } catch (IllegalArgumentException e) {
      if (!Objects.equals(e.getMessage(), complaint)) {
        complaint = e.getMessage();
        log().error("certificates not read again, the old ones stay: {}", complaint);
      }
    }
  }

  private static Logger log() {
    return LoggerFactory.getLogger("tornado.general");
  }

  private void replace(List<Entry> fresh) {
    Map<String, KeyMaterial> known = new HashMap<>();
    entries.forEach(entry -> known.put(entry.alias(), entry.material()));
    fresh.forEach(entry -> known.put(entry.alias(), entry.material()));
    byAlias = Map.copyOf(known);
    entries = List.copyOf(fresh);
  }

  private static boolean fits(Entry entry, String keyType) {
    String algorithm = entry.material().algorithm();
    return keyType.equals(algorithm)
        || (keyType.startsWith("EC") && algorithm.equals("EC"))
        || (keyType.equals("RSASSA-PSS") && algorithm.equals("RSA"));
  }

  private static @Nullable String requestedHost(SSLEngine engine) {
    if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
      for (SNIServerName name : session.getRequestedServerNames()) {
        if (name instanceof SNIHostName host) {
          return host.getAsciiName();
        }
      }
    }
    return null;
  }
}
