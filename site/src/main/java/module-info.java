// SPDX-License-Identifier: Apache-2.0
/// The project's own web site.
module tornado.site {
  requires static org.jspecify;
  requires org.commonmark;
  requires org.commonmark.ext.gfm.tables;
  requires tornado.server;

  exports tornado.site;

  // The server looks for verbs with typed parameters, such as UploadHandler's; templates read
  // values, such as the stations of PartsHandler.
  opens tornado.site to
      tornado.server,
      tornado.template;
}
