// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tornado.ioloop.Clock;

/// How one side of a connection does TLS (RFC 8446): its certificates, whom it trusts, and what it agrees to.
///
/// ```java
/// SSLOptions server = SSLOptions.server().certificate(Path.of("chain.pem"), Path.of("key.pem")).build();
/// SSLOptions client = SSLOptions.client().build();
/// ```
///
/// Protocols and cipher suites are the JDK's, which its makers keep up to date: TLS 1.3 and 1.2.
///
/// | setting | side | default | meaning |
/// |---|---|---|---|
/// | [Builder#certificate] | both | none; a server needs one | its own certificate and key, PEM files |
/// | [Builder#pkcs12] | both | none | the same, a PKCS#12 file |
/// | [Builder#certificateFor] | server | none | a certificate for hosts that clients name |
/// | [Builder#refuseUnknownHosts] | server | off | refuses clients that name another host than those |
/// | [Builder#reloadInterval] | server | 1 minute | how often certificate files are looked at for a newer version |
/// | [Builder#trust] | both | the JDK's authorities | whose certificates are accepted, a PEM file |
/// | [Builder#clientCertificates] | server | NONE | whether clients have to show one |
/// | [Builder#uncheckedHost] | client | checked | accepts a certificate of another host |
/// | [Builder#uncheckedCertificates] | client | checked | accepts every certificate, of any host |
/// | [Builder#applicationProtocols] | both | none | ALPN (RFC 7301), the most wanted first |
/// | [Builder#handshakeTimeout] | both | 1 minute | how long a handshake may take |
/// | [Builder#context] | both | made of the above | a context of your own, of any provider |
///
/// Tornado: `netutil.ssl_options_to_context`, whose dict these settings are, and an `ssl.SSLContext`.
///
/// **Thread**: any. Files are read by `build`, on the calling thread.
public final class SSLOptions {
  /// Whether a server asks clients for a certificate.
  public enum ClientCertificates {
    /// It doesn't ask.
    NONE,
    /// It asks, and goes on without one.
    WANTED,
    /// It asks, and refuses who has none.
    NEEDED
  }

  private final boolean server;
  private final SSLContext context;
  private final List<String> applicationProtocols;
  private final ClientCertificates clientCertificates;
  private final boolean checkHost;
  private final Duration handshakeTimeout;
  private final List<String> onlyHosts;
  private final TrustManager @Nullable [] trust;

  private SSLOptions(Builder builder, SSLContext context, TrustManager @Nullable [] trust) {
    this.trust = trust;
    this.server = builder.server;
    this.context = context;
    this.applicationProtocols = List.copyOf(builder.applicationProtocols);
    this.clientCertificates = builder.clientCertificates;
    this.checkHost = builder.checkHost;
    this.handshakeTimeout = builder.handshakeTimeout;
    this.onlyHosts = builder.refuseUnknownHosts ? builder.hosts() : List.of();
  }

  /// Returns a builder for a server's side.
  public static Builder server() {
    return new Builder(true);
  }

  /// Returns a builder for a client's side, which checks certificates and hosts.
  public static Builder client() {
    return new Builder(false);
  }

  /// Tells whether this is a server's side.
  public boolean forServer() {
    return server;
  }

  /// Returns the context that engines are made of.
  public SSLContext context() {
    return context;
  }

  /// Tells whether a server asks clients for a certificate.
  public ClientCertificates clientCertificates() {
    return clientCertificates;
  }

  /// Returns the certificates of the authorities that are accepted; empty if everyone is, or with a context of your own, which doesn't
  /// tell.
  public List<X509Certificate> authorities() {
    return trust == null ? List.of() : Trust.authorities(trust);
  }

  /// Returns how long a handshake may take.
  public Duration handshakeTimeout() {
    return handshakeTimeout;
  }

  /// Makes the engine of one connection.
  ///
  /// @param host the server's name, which a client sends (SNI) and checks; null if it is unknown, and then it can't be checked
  /// @param port the server's port, by which sessions are resumed; -1 if it is unknown
  /// @throws IllegalArgumentException if a client checks hosts and there is none
  public SSLEngine newEngine(@Nullable String host, int port) {
    String name = host == null ? null : ServerName.withoutDot(host);
    SSLEngine engine =
        name == null ? context.createSSLEngine() : context.createSSLEngine(name, port);
    engine.setUseClientMode(!server);
    SSLParameters parameters = engine.getSSLParameters();
    if (!applicationProtocols.isEmpty()) {
      parameters.setApplicationProtocols(applicationProtocols.toArray(new String[0]));
    }
    if (server) {
      parameters.setNeedClientAuth(clientCertificates == ClientCertificates.NEEDED);
      if (clientCertificates == ClientCertificates.WANTED) {
        parameters.setWantClientAuth(true);
      }
      if (!onlyHosts.isEmpty()) {
        parameters.setSNIMatchers(List.of(new KnownHosts(onlyHosts)));
      }
    } else {
      ServerName.send(name, parameters);
      if (checkHost) {
        if (name == null) {
          throw new IllegalArgumentException("no server name to check the certificate with");
        }
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// Settings in the making; see [SSLOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private final boolean server;
    private final List<ServerKeys.Entry> certificates = new ArrayList<>();
    private @Nullable SSLContext context;
    private @Nullable Path trusted;
    private boolean trustAll;
    private boolean checkHost = true;
    private boolean refuseUnknownHosts;
    private ClientCertificates clientCertificates = ClientCertificates.NONE;
    private List<String> applicationProtocols = List.of();
    private Duration handshakeTimeout = Duration.ofMinutes(1);
    private Duration reloadInterval = Duration.ofMinutes(1);

    private Builder(boolean server) {
      this.server = server;
    }

    /// Sets its own certificate and key, both in PEM; they may be one file.
    ///
    /// @param chain the certificate, and behind it those that lead to an authority
    /// @param key PKCS#8, or the older forms of RSA and EC keys; not encrypted
    /// @throws IllegalArgumentException if a file can't be read or holds none
    public Builder certificate(Path chain, Path key) {
      return add(List.of(), new KeyMaterial.PEMSource(chain, key, null));
    }

    /// Like [#certificate(Path, Path)], with an encrypted key.
    ///
    /// @throws IllegalArgumentException if a file can't be read or holds none, or the password doesn't fit
    public Builder certificate(Path chain, Path key, String password) {
      return add(List.of(), new KeyMaterial.PEMSource(chain, key, password.toCharArray()));
    }

    /// Sets its own certificate and key, those of the first entry of a PKCS#12 file that has a key.
    ///
    /// @throws IllegalArgumentException if the file can't be read or has none, or the password doesn't fit
    public Builder pkcs12(Path file, String password) {
      return add(List.of(), new KeyMaterial.PKCS12Source(file, password.toCharArray()));
    }

    /// Adds a certificate for clients that name one of `hosts`. `*.example.com` stands for each host one label below.
    ///
    /// @throws IllegalArgumentException if a file can't be read or holds none, or this is a client's side
    public Builder certificateFor(List<String> hosts, Path chain, Path key) {
      checkServer("certificateFor");
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("hosts is empty");
      }
      List<String> names = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
      return add(names, new KeyMaterial.PEMSource(chain, key, null));
    }

    /// Refuses clients that name a host which no certificate was added for. Those that name none get the default certificate.
    public Builder refuseUnknownHosts() {
      checkServer("refuseUnknownHosts");
      this.refuseUnknownHosts = true;
      return this;
    }

    /// Sets how often certificate files are looked at. They are read again when a handshake finds them changed.
    public Builder reloadInterval(Duration interval) {
      if (interval.isNegative()) {
        throw new IllegalArgumentException("interval < 0: " + interval);
      }
      this.reloadInterval = interval;
      return this;
    }

    /// Sets whose certificates are accepted, instead of the JDK's authorities.
    ///
    /// @param authorities certificates in PEM
    public Builder trust(Path authorities) {
      this.trusted = authorities;
      return this;
    }

    /// Sets whether clients have to show a certificate.
    public Builder clientCertificates(ClientCertificates which) {
      checkServer("clientCertificates");
      this.clientCertificates = which;
      return this;
    }

    /// Accepts a certificate of another host. Who can do that can also read everything: for tests, and names that DNS doesn't know.
    public Builder uncheckedHost() {
      this.checkHost = false;
      return this;
    }

    /// Accepts every certificate, of any host. Everyone on the way can then read and change everything: for tests.
    public Builder uncheckedCertificates() {
      this.trustAll = true;
      this.checkHost = false;
      return this;
    }

    /// Sets the protocols that are offered or accepted (ALPN, RFC 7301), the most wanted first, such as `h2` and `http/1.1`.
    public Builder applicationProtocols(String... protocols) {
      for (String protocol : protocols) {
        if (protocol.isEmpty()) {
          throw new IllegalArgumentException("protocol is empty");
        }
      }
      this.applicationProtocols = List.of(protocols);
      return this;
    }

    /// Sets how long a handshake may take.
    public Builder handshakeTimeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout <= 0: " + timeout);
      }
      this.handshakeTimeout = timeout;
      return this;
    }

    /// Sets a context of your own, of any provider. Certificates and trust are then its business; where the engines are another provider's
    /// its managers of trust have to be too, since those of the JDK may not understand what they are asked.
    public Builder context(SSLContext own) {
      this.context = own;
      return this;
    }

    /// Reads what is to be read, and makes the options.
    ///
    /// @throws IllegalArgumentException if a server has no certificate, a file can't be read, or settings don't go together
    public SSLOptions build() {
      if (refuseUnknownHosts && hosts().isEmpty()) {
        throw new IllegalArgumentException(
            "refuseUnknownHosts without certificateFor: no host is known");
      }
      if (context != null) {
        if (!certificates.isEmpty() || trusted != null || trustAll) {
          throw new IllegalArgumentException("certificates and trust beside a context of your own");
        }
        return new SSLOptions(this, context, null);
      }
      if (server && certificates.isEmpty()) {
        throw new IllegalArgumentException("a server needs a certificate: none was set");
      }
      try {
        var made = SSLContext.getInstance("TLS");
        TrustManager[] trust = trustManagers();
        made.init(keyManagers(), trust, null);
        return new SSLOptions(this, made, trust);
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("can't set up TLS: " + e.getMessage(), e);
      }
    }

    List<String> hosts() {
      return certificates.stream().flatMap(entry -> entry.hosts().stream()).toList();
    }

    private Builder add(List<String> hosts, KeyMaterial.Source source) {
      certificates.add(new ServerKeys.Entry(hosts, source.load()));
      return this;
    }

    private void checkServer(String setting) {
      if (!server) {
        throw new IllegalArgumentException(setting + " is for servers");
      }
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException {
      if (server) {
        return new KeyManager[] {new ServerKeys(certificates, reloadInterval, Clock.system())};
      }
      if (certificates.isEmpty()) {
        return null;
      }
      KeyMaterial own = certificates.getLast().material();
      KeyStore store = Trust.emptyStore();
      char[] none = new char[0];
      store.setKeyEntry(
          "own", own.key(), none, own.chain().toArray(new java.security.cert.Certificate[0]));
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, none);
      return factory.getKeyManagers();
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException {
      if (trustAll) {
        return new TrustManager[] {new Trust.Everyone()};
      }
      return trusted == null ? Trust.managers() : Trust.managers(PEM.certificates(trusted));
    }
  }
}
