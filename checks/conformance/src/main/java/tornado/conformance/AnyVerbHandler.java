// SPDX-License-Identifier: Apache-2.0
package tornado.conformance;

import tornado.web.RequestHandler;

/// Answers the verbs that Tornado knows in one way.
abstract class AnyVerbHandler extends RequestHandler {
  abstract void answer() throws Exception;

  @Override
  public void get() throws Exception {
    answer();
  }

  @Override
  public void post() throws Exception {
    answer();
  }

  @Override
  public void put() throws Exception {
    answer();
  }

  @Override
  public void patch() throws Exception {
    answer();
  }

  @Override
  public void delete() throws Exception {
    answer();
  }

  @Override
  public void options() throws Exception {
    answer();
  }
}
