// SPDX-License-Identifier: Apache-2.0
package tornado.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import tornado.wire.WireClient;

/// An application in the JDK's HTTPS server.
final class JDKServerTLSTest extends JDKServerFixture {
  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

  @Test
  void requestsAreHttps() throws Exception {
    var keys = new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    var made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.setHttpsConfigurator(new HttpsConfigurator(keys.sslContext()));
    start(
        made,
        handlerOf(
            Application.builder()
                .route("/", handler(handler -> handler.write(handler.request().protocol())))));

    assertThat(ask(WireClient.request("GET", "/", "Connection: close"))).endsWith("\r\n\r\nhttps");
  }

  private String ask(String request) throws Exception {
    var trust =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    try (Socket socket =
        trust.sslSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
