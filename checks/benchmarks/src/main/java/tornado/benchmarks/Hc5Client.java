// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.reactor.IOReactorConfig;

/// Apache HttpAsyncClient 5, one I/O thread.
public final class Hc5Client {
  private Hc5Client() {}

  /// Asks the port given.
  public static void main(String[] args) throws InterruptedException {
    CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(ClientRun.IN_FLIGHT)
                    .setMaxConnTotal(ClientRun.IN_FLIGHT)
                    .build())
            .build();
    client.start();
    Control.start(ClientRun::answers);
    for (int i = 0; i < ClientRun.IN_FLIGHT; i++) {
      ask(client, ClientRun.url(args));
    }
    ClientRun.stay();
  }

  private static void ask(CloseableHttpAsyncClient client, String url) {
    client.execute(
        SimpleRequestBuilder.get(url).build(),
        new FutureCallback<SimpleHttpResponse>() {
          @Override
          public void completed(SimpleHttpResponse response) {
            ClientRun.answered(response.getCode(), response.getBodyText());
            ask(client, url);
          }

          @Override
          public void failed(Exception failure) {
            ClientRun.failed(failure);
          }

          @Override
          public void cancelled() {
            ClientRun.failed(new IllegalStateException("cancelled"));
          }
        });
  }
}
