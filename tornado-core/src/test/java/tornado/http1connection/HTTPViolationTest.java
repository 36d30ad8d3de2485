// SPDX-License-Identifier: Apache-2.0
package tornado.http1connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import okio.Buffer;
import okio.ByteString;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tornado.httputil.FormReader;
import tornado.httputil.HTTPHeaders;
import tornado.httputil.HTTPInputError;
import tornado.httputil.HTTPServerRequest;
import tornado.httputil.HTTPUtil;
import tornado.httputil.HTTPViolation;
import tornado.httputil.ParseBodyConfig;
import tornado.httputil.ParseMultipartConfig;
import tornado.httputil.RequestStartLine;
import tornado.httputil.ResponseStartLine;
import tornado.iostream.internal.MemoryTransport;

/// Everything a peer can do wrong is done once: on the wire, in a fixture that ends with the violation, or here.
final class HTTPViolationTest extends ConnectionFixture {
  private static final String FORM = "multipart/form-data; boundary=1";
  private static final String FIELD = "--1\r\nContent-Disposition: form-data";

  /// Returns the violations that no fixture has, since they show behind the parser.
  static Stream<HTTPViolation> behindTheParser() {
    return Stream.of(HTTPViolation.values()).filter(violation -> !isOnTheWire(violation));
  }

  private static boolean isOnTheWire(HTTPViolation violation) {
    String line = "violation " + violation + "\n";
    return WireFixture.all().stream().anyMatch(fixture -> fixture.transcript().endsWith(line));
  }

  @ParameterizedTest
  @MethodSource("behindTheParser")
  void violationIsFound(HTTPViolation violation) {
    assertThatThrownBy(offence(violation))
        .isInstanceOfSatisfying(
            HTTPInputError.class, e -> assertThat(e.violation()).isEqualTo(violation));
  }

  @ParameterizedTest
  @EnumSource
  void violationSaysWhatItBreaks(HTTPViolation violation) {
    assertThat(violation.rfcSection()).matches("RFC \\d{4} §\\d+(\\.\\d+)*");
    assertThat(violation.status()).isIn(400, 431);
    assertThat(violation.shortText()).isNotBlank().hasSizeLessThan(65).doesNotEndWith(".");
  }

  private ThrowingCallable offence(HTTPViolation violation) {
    return switch (violation) {
      case TARGET_INVALID -> request("http:///x", "Host", "a");
      case HOST_MISSING -> request("/");
      case HOST_MULTIPLE -> request("/", "Host", "a,b");
      case HOST_INVALID -> request("/", "Host", "a/b");
      case GZIP_INVALID -> gzip(bytes("no gzip"));
      case GZIP_TRUNCATED -> gzip(Gzip.of("a").substring(0, 10));
      case GZIP_TRAILING_DATA ->
          gzip(new Buffer().write(Gzip.of("a")).writeUtf8("b").readByteString());
      case DECOMPRESSED_BODY_TOO_LARGE -> gzip(Gzip.of("x".repeat(101)));
      case FORM_CONTENT_ENCODING -> form(FORM, "", headers("Content-Encoding", "gzip"));
      case FORM_TOO_MANY_ARGUMENTS ->
          form("application/x-www-form-urlencoded", "a&".repeat(10_001), headers());
      case FORM_FIELDS_TOO_LARGE ->
          () ->
              new FormReader(
                      FORM, headers(), ParseBodyConfig.DEFAULT.withMaxMemory(2), Path.of("none"))
                  .feed(bytes(FIELD + "; name=a\r\n\r\n12\r\n--1--"));
      case MULTIPART_DISABLED ->
          () ->
              HTTPUtil.parseMultipartFormData(
                  "1", ByteString.EMPTY, new ParseMultipartConfig(false, 100, 100));
      case MULTIPART_BOUNDARY_MISSING -> form("multipart/form-data", "--1--", headers());
      case MULTIPART_NO_FINAL_BOUNDARY -> form(FORM, FIELD, headers());
      case MULTIPART_TOO_MANY_PARTS -> form(FORM, "--1\r\n".repeat(100) + "--1--", headers());
      case MULTIPART_HEADER_TOO_LARGE ->
          form(FORM, FIELD + "x".repeat(11_000) + "\r\n\r\n\r\n--1--", headers());
      case MULTIPART_HEADERS_MISSING -> form(FORM, "--1\r\n\r\n--1--", headers());
      case MULTIPART_PART_INVALID -> form(FORM, "--1\r\nX: y\r\n\r\n\r\n--1--", headers());
      case MULTIPART_NAME_MISSING -> form(FORM, FIELD + "\r\n\r\n\r\n--1--", headers());
      default -> throw new AssertionError("no fixture and no offence for " + violation);
    };
  }

  private ThrowingCallable request(String target, String... fields) {
    var connection =
        new HTTP1Connection(
            stream(MemoryTransport.pair().left()), HTTP1ConnectionParameters.DEFAULT, CONTEXT);
    var startLine = new RequestStartLine("GET", target, "HTTP/1.1");
    return () -> new HTTPServerRequest(startLine, headers(fields), connection);
  }

  private static ThrowingCallable form(String type, String body, HTTPHeaders headers) {
    return () -> HTTPUtil.parseBodyArguments(type, bytes(body), headers, ParseBodyConfig.DEFAULT);
  }

  private static ThrowingCallable gzip(ByteString body) {
    var delegate = new GzipMessageDelegate(new RecordingDelegate(), Runnable::run, 1000, () -> 100);
    delegate.headersReceived(
        new ResponseStartLine("HTTP/1.1", 200, "OK"), headers("Content-Encoding", "gzip"));
    return () -> {
      delegate.dataReceived(body);
      delegate.finish();
    };
  }
}
