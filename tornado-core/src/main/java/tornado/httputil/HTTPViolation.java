// SPDX-License-Identifier: Apache-2.0
package tornado.httputil;

/// Everything a peer can do wrong: one constant a fault, with the section it breaks, the status it is answered with, and a short
/// text for logs.
///
/// **Thread**: any.
public enum HTTPViolation {
  /// The request line is not `method SP target SP version`, or has a character that may not be there.
  REQUEST_LINE_MALFORMED("RFC 9112 §3", "malformed request line"),

  /// The version is none of HTTP/1.
  HTTP_VERSION_UNSUPPORTED("RFC 9112 §2.3", "unexpected HTTP version"),

  /// The status line is not `version SP code SP [reason]`.
  STATUS_LINE_MALFORMED("RFC 9112 §4", "malformed status line"),

  /// The target is an absolute one that names no host, an authority beside another method than CONNECT, or neither.
  TARGET_INVALID("RFC 9112 §3.2", "invalid request target"),

  /// A field line has no colon.
  HEADER_NO_COLON("RFC 9112 §5", "no colon in header line"),

  /// A field name is no token.
  HEADER_NAME_INVALID("RFC 9110 §5.1", "invalid header name"),

  /// A field value has a control character.
  HEADER_VALUE_INVALID("RFC 9110 §5.5", "invalid header value"),

  /// The first field line begins with white space, so that it would continue the start line.
  FOLD_BEFORE_FIRST_HEADER("RFC 9112 §2.2", "continuation before the first header line"),

  /// The start line and the fields are longer than the limit.
  HEADER_BLOCK_TOO_LARGE("RFC 6585 §5", 431, "header block too large"),

  /// A request of HTTP/1.1 has no Host.
  HOST_MISSING("RFC 9112 §3.2", "missing Host header"),

  /// A request names several hosts.
  HOST_MULTIPLE("RFC 9112 §3.2", "multiple Host headers"),

  /// Host is no host with an optional port.
  HOST_INVALID("RFC 9110 §7.2", "invalid Host header"),

  /// Content-Length is not one or more ASCII digits.
  CONTENT_LENGTH_INVALID("RFC 9110 §8.6", "invalid Content-Length"),

  /// Several Content-Lengths differ.
  CONTENT_LENGTH_CONFLICT("RFC 9112 §6.3", "conflicting Content-Length values"),

  /// Content-Length is over the limit of a body.
  CONTENT_LENGTH_TOO_LARGE("RFC 9110 §15.5.14", "Content-Length too long"),

  /// Content-Length stands beside Transfer-Encoding.
  CONTENT_LENGTH_WITH_TRANSFER_ENCODING(
      "RFC 9112 §6.3", "Content-Length and Transfer-Encoding both present"),

  /// Transfer-Encoding is anything but `chunked`.
  TRANSFER_ENCODING_UNSUPPORTED("RFC 9112 §6.1", "unsupported Transfer-Encoding"),

  /// A chunk size is not one or more hexadecimal digits.
  CHUNK_SIZE_INVALID("RFC 9112 §7.1", "invalid chunk size"),

  /// The line of a chunk size does not end within 64 bytes.
  CHUNK_SIZE_LINE_TOO_LONG("RFC 9112 §7.1.1", "chunk size line too long"),

  /// Chunk data is not followed by CRLF.
  CHUNK_NOT_TERMINATED("RFC 9112 §7.1", "chunk not terminated"),

  /// The last chunk is followed by something else than an empty line; trailer fields are refused.
  CHUNK_TRAILER("RFC 9112 §7.1.2", "improperly terminated chunked body"),

  /// Chunks add up to more than the limit of a body.
  CHUNKED_BODY_TOO_LARGE("RFC 9110 §15.5.14", "chunked body too large"),

  /// A body that ends with the connection is over the limit.
  BODY_TOO_LARGE("RFC 9110 §15.5.14", "body too large"),

  /// A gzip body is no gzip data, or was damaged.
  GZIP_INVALID("RFC 9110 §8.4.1", "invalid gzip body"),

  /// A gzip body breaks off.
  GZIP_TRUNCATED("RFC 9110 §8.4.1", "gzip body breaks off"),

  /// Bytes follow the gzip data of a body.
  GZIP_TRAILING_DATA("RFC 9110 §8.4.1", "data after the gzip body"),

  /// A body grows over the limit when decompressed.
  DECOMPRESSED_BODY_TOO_LARGE("RFC 9110 §15.5.14", "decompressed body too large"),

  /// A 204 response announces a body.
  BODY_ON_204("RFC 9110 §15.3.5", "response with code 204 has a body"),

  /// An interim response announces a body.
  INTERIM_RESPONSE_WITH_BODY("RFC 9110 §15.2", "interim response has a body"),

  /// The connection ended within a message.
  EOF_IN_MESSAGE("RFC 9112 §8", "connection closed within a message"),

  /// A form body has a Content-Encoding that was not taken off.
  FORM_CONTENT_ENCODING("RFC 9110 §8.4", "unsupported Content-Encoding"),

  /// A form-encoded body has too many arguments.
  FORM_TOO_MANY_ARGUMENTS("RFC 9110 §15.5.14", "too many arguments in form body"),

  /// The fields of a multipart body are too long to be held in memory.
  FORM_FIELDS_TOO_LARGE("RFC 9110 §15.5.14", "form fields too large"),

  /// A multipart body is not accepted here.
  MULTIPART_DISABLED("RFC 9110 §8.3.3", "multipart/form-data parsing is disabled"),

  /// The Content-Type of a multipart body has no boundary or one of over 70 characters, or is another multipart type.
  MULTIPART_BOUNDARY_MISSING("RFC 2046 §5.1.1", "multipart boundary not found"),

  /// A multipart body has no closing boundary.
  MULTIPART_NO_FINAL_BOUNDARY("RFC 2046 §5.1.1", "no final boundary found"),

  /// A multipart body has too many parts.
  MULTIPART_TOO_MANY_PARTS("RFC 7578 §4", "too many parts in multipart/form-data body"),

  /// The fields of a part are too long.
  MULTIPART_HEADER_TOO_LARGE("RFC 7578 §4.8", "multipart part header too large"),

  /// A part has no fields.
  MULTIPART_HEADERS_MISSING("RFC 7578 §4.2", "multipart part is missing headers"),

  /// A part is no form data, or does not end with CRLF.
  MULTIPART_PART_INVALID("RFC 7578 §4.2", "invalid multipart/form-data part"),

  /// A part has no name.
  MULTIPART_NAME_MISSING("RFC 7578 §4.2", "multipart part is missing its name");

  private final String rfcSection;
  private final int status;
  private final String shortText;

  HTTPViolation(String rfcSection, String shortText) {
    this(rfcSection, 400, shortText);
  }

  HTTPViolation(String rfcSection, int status, String shortText) {
    this.rfcSection = rfcSection;
    this.status = status;
    this.shortText = shortText;
  }

  /// Returns the section that says so, such as `RFC 9112 §6.3`.
  public String rfcSection() {
    return rfcSection;
  }

  /// Returns the status code of the answer.
  public int status() {
    return status;
  }

  /// Returns what is wrong, in a few words.
  public String shortText() {
    return shortText;
  }
}
