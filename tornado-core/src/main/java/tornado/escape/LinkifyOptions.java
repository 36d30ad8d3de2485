// SPDX-License-Identifier: Apache-2.0
package tornado.escape;

import java.util.Set;
import java.util.function.UnaryOperator;

/// How URLs in text become links.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#shorten] | off | labels over 30 characters are cut |
/// | [Builder#extraParams] | none | attributes for the `a` element |
/// | [Builder#requireProtocol] | off | `www.example.com` is no link without `http://` |
/// | [Builder#permittedProtocols] | `http`, `https` | other schemes stay text |
///
/// **Thread**: any.
public final class LinkifyOptions {
  /// The options that hold when nothing is said.
  public static final LinkifyOptions DEFAULT = builder().build();

  private final boolean shorten;
  private final UnaryOperator<String> extraParams;
  private final boolean requireProtocol;
  private final Set<String> permittedProtocols;

  private LinkifyOptions(Builder builder) {
    shorten = builder.shorten;
    extraParams = builder.extraParams;
    requireProtocol = builder.requireProtocol;
    permittedProtocols = Set.copyOf(builder.permittedProtocols);
  }

  /// Returns a builder that holds the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Tells whether long labels are cut.
  public boolean shorten() {
    return shorten;
  }

  /// Tells whether a link needs its scheme in the text.
  public boolean requireProtocol() {
    return requireProtocol;
  }

  /// Returns the schemes that become links.
  public Set<String> permittedProtocols() {
    return permittedProtocols;
  }

  /// Returns the attributes for a link to `href`, with a space before them, or nothing.
  String extraParams(String href) {
    String params = extraParams.apply(href).strip();
    return params.isEmpty() ? "" : " " + params;
  }

  /// Options in the making; see [LinkifyOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private boolean shorten;
    private UnaryOperator<String> extraParams = _ -> "";
    private boolean requireProtocol;
    private Set<String> permittedProtocols = Set.of("http", "https");

    private Builder() {}

    /// Sets whether long labels are cut.
    public Builder shorten(boolean shorten) {
      this.shorten = shorten;
      return this;
    }

    /// Sets attributes for every link, such as `rel="nofollow"`; they are put into the HTML as they are.
    public Builder extraParams(String params) {
      this.extraParams = _ -> params;
      return this;
    }

    /// Sets what gives the attributes for a link, by where it leads.
    public Builder extraParams(UnaryOperator<String> paramsOfHref) {
      this.extraParams = paramsOfHref;
      return this;
    }

    /// Sets whether a link needs its scheme in the text.
    public Builder requireProtocol(boolean requireProtocol) {
      this.requireProtocol = requireProtocol;
      return this;
    }

    /// Sets the schemes that become links. Never put `javascript` among them for text that is not your own.
    public Builder permittedProtocols(Set<String> protocols) {
      this.permittedProtocols = protocols;
      return this;
    }

    /// Makes the options.
    public LinkifyOptions build() {
      return new LinkifyOptions(this);
    }
  }
}
