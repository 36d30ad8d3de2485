// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// OkHttp 5: blocking connections on its dispatcher's threads.
public final class OkHttpRun {
  private OkHttpRun() {}

  /// Asks the port given.
  public static void main(String[] args) {
    var dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(ClientRun.IN_FLIGHT);
    dispatcher.setMaxRequestsPerHost(ClientRun.IN_FLIGHT);
    var client =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(ClientRun.IN_FLIGHT, 1, TimeUnit.MINUTES))
            .build();
    var request = new Request.Builder().url(ClientRun.url(args)).build();
    Control.start(ClientRun::answers);
    for (int i = 0; i < ClientRun.IN_FLIGHT; i++) {
      ask(client, request);
    }
  }

  private static void ask(OkHttpClient client, Request request) {
    client
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException failure) {
                ClientRun.failed(failure);
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                  ClientRun.answered(response.code(), response.body().string());
                }
                ask(client, request);
              }
            });
  }
}
