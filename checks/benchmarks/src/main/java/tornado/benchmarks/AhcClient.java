// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.Request;

/// AsyncHttpClient 3, one I/O thread.
public final class AhcClient {
  private AhcClient() {}

  /// Asks the port given.
  public static void main(String[] args) {
    AsyncHttpClient client =
        Dsl.asyncHttpClient(
            Dsl.config()
                .setIoThreadsCount(1)
                .setKeepAlive(true)
                .setMaxConnections(ClientRun.IN_FLIGHT)
                .build());
    Request request = Dsl.get(ClientRun.url(args)).build();
    Control.start(ClientRun::answers);
    for (int i = 0; i < ClientRun.IN_FLIGHT; i++) {
      ask(client, request);
    }
  }

  private static void ask(AsyncHttpClient client, Request request) {
    client
        .executeRequest(request)
        .toCompletableFuture()
        .whenComplete((response, failure) -> {
          if (failure != null) {
            ClientRun.failed(failure);
          } else {
            ClientRun.answered(response.getStatusCode(), response.getResponseBody());
            ask(client, request);
          }
        });
  }
}
