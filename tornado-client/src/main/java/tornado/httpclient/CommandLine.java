// SPDX-License-Identifier: Apache-2.0
package tornado.httpclient;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import tornado.options.OptionError;
import tornado.options.OptionParser;
import tornado.options.OptionType;

/// Fetches URLs and prints what they answer: `java -m tornado.client --print_headers URL...`. The status of the process is 1 if one of
/// them can't be fetched, and 2 if an option is wrong; an answer with an error status is printed like any other.
///
/// Tornado: `python -m tornado.httpclient`.
///
/// **Thread**: main.
final class CommandLine {
  private final OptionParser options =
      new OptionParser("Usage: java -m tornado.client [OPTIONS] URL...");

  private CommandLine() {
    options
        .define("print_headers", OptionType.BOOLEAN, false)
        .help("print the fields of each response")
        .add();
    options
        .define("print_body", OptionType.BOOLEAN, true)
        .help("print the body of each response")
        .add();
    options
        .define("follow_redirects", OptionType.BOOLEAN, true)
        .help("fetch what a redirect names instead")
        .add();
    options
        .define("validate_cert", OptionType.BOOLEAN, true)
        .help("refuse servers that can't prove who they are")
        .add();
    options.define("proxy_host", "").help("go by an HTTP proxy").add();
    options.define("proxy_port", OptionType.INTEGER, 0).help("the proxy's port").add();
  }

  /// Fetches what the arguments say.
  public static void main(String[] args) throws IOException {
    int status = run(System.out, System.err, args);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(PrintStream out, PrintStream problems, String... args) throws IOException {
    var line = new CommandLine();
    List<String> urls;
    try {
      urls = line.options.parseCommandLine(args);
    } catch (OptionError e) {
      problems.println(e.getMessage());
      return 2;
    }
    boolean failed = false;
    try (var client = new HTTPClient()) {
      for (String url : urls) {
        try {
          line.print(client.fetch(line.request(url), FetchOption.RETURN_ERRORS), out);
        } catch (HTTPClientError | IllegalArgumentException e) {
          problems.println(url + ": " + e.getMessage());
          failed = true;
        }
      }
    }
    return failed ? 1 : 0;
  }

  private HTTPRequest request(String url) {
    HTTPRequest.Builder request =
        HTTPRequest.builder(url)
            .followRedirects(is("follow_redirects"))
            .validateCert(is("validate_cert"));
    String proxy = (String) options.option("proxy_host").value();
    if (!proxy.isEmpty()) {
      request.proxyHost(proxy).proxyPort((Integer) options.option("proxy_port").value());
    }
    return request.build();
  }

  private void print(HTTPResponse response, PrintStream out) throws IOException {
    if (is("print_headers")) {
      out.println(response.headers());
    }
    if (is("print_body")) {
      response.body().write(out);
      out.println();
    }
    out.flush();
  }

  private boolean is(String option) {
    return (Boolean) options.option(option).value();
  }
}
