// SPDX-License-Identifier: Apache-2.0
package tornado.netutil;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;

/// Lets only those clients in that name a host we have a certificate for.
///
/// **Thread**: any.
final class KnownHosts extends SNIMatcher {
  private final List<String> hosts;

  KnownHosts(List<String> hosts) {
    super(StandardConstants.SNI_HOST_NAME);
    this.hosts = hosts;
  }

  @Override
  public boolean matches(SNIServerName name) {
    return ServerKeys.matches(hosts, new String(name.getEncoded(), StandardCharsets.US_ASCII));
  }
}
