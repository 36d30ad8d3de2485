// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// The JDK's HttpClient over HTTP/1.1, with its default executor.
public final class JdkClient {
  private JdkClient() {}

  /// Asks the port given.
  public static void main(String[] args) throws InterruptedException {
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var request = HttpRequest.newBuilder(URI.create(ClientRun.url(args))).build();
    Control.start(ClientRun::answers);
    for (int i = 0; i < ClientRun.IN_FLIGHT; i++) {
      ask(client, request);
    }
    ClientRun.stay();
  }

  private static void ask(HttpClient client, HttpRequest request) {
    client
        .sendAsync(request, BodyHandlers.ofString())
        .whenComplete((response, failure) -> {
          if (failure != null) {
            ClientRun.failed(failure);
          } else {
            ClientRun.answered(response.statusCode(), response.body());
            ask(client, request);
          }
        });
  }
}
