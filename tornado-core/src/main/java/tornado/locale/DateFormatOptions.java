// SPDX-License-Identifier: Apache-2.0
package tornado.locale;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// How [Locale#formatDate] writes a date.
///
/// | setting | default | meaning |
/// |---|---|---|
/// | [Builder#zone] | UTC | where the reader's clock hangs |
/// | [Builder#relative] | on | `2 minutes ago` for dates of the last 24 hours, `yesterday` for the day before |
/// | [Builder#shorter] | off | no time of day behind a day |
/// | [Builder#fullFormat] | off | always month, day and year |
///
/// **Thread**: any.
public final class DateFormatOptions {
  /// The options that hold when nothing is said.
  public static final DateFormatOptions DEFAULT = builder().build();

  private final ZoneId zone;
  private final boolean relative;
  private final boolean shorter;
  private final boolean fullFormat;

  private DateFormatOptions(Builder builder) {
    zone = builder.zone;
    relative = builder.relative;
    shorter = builder.shorter;
    fullFormat = builder.fullFormat;
  }

  /// Returns a builder that holds the defaults.
  public static Builder builder() {
    return new Builder();
  }

  /// Returns the zone that dates are shown in.
  public ZoneId zone() {
    return zone;
  }

  /// Tells whether a recent date is shown by how long ago it is.
  public boolean relative() {
    return relative;
  }

  /// Tells whether the time of day is left out behind a day.
  public boolean shorter() {
    return shorter;
  }

  /// Tells whether month, day and year are always shown.
  public boolean fullFormat() {
    return fullFormat;
  }

  /// Options in the making; see [DateFormatOptions] for the table. **Thread**: owner.
  public static final class Builder {
    private ZoneId zone = ZoneOffset.UTC;
    private boolean relative = true;
    private boolean shorter;
    private boolean fullFormat;

    private Builder() {}

    /// Sets the zone that dates are shown in.
    public Builder zone(ZoneId zone) {
      this.zone = zone;
      return this;
    }

    /// Sets the zone by how many minutes it is behind UTC, which is what `Date.getTimezoneOffset()` says in a browser: 300 for New York
    /// in winter. Tornado: `gmt_offset`.
    ///
    /// @throws IllegalArgumentException if that is more than 18 hours either way
    public Builder gmtOffset(int minutes) {
      if (Math.abs((long) minutes) > 18 * 60) {
        throw new IllegalArgumentException("minutes is beyond 18 hours: " + minutes);
      }
      return zone(ZoneOffset.ofTotalSeconds(-minutes * 60));
    }

    /// Sets whether a recent date is shown by how long ago it is.
    public Builder relative(boolean relative) {
      this.relative = relative;
      return this;
    }

    /// Sets whether the time of day is left out behind a day.
    public Builder shorter(boolean shorter) {
      this.shorter = shorter;
      return this;
    }

    /// Sets whether month, day and year are always shown, and no relative time.
    public Builder fullFormat(boolean fullFormat) {
      this.fullFormat = fullFormat;
      return this;
    }

    /// Makes the options.
    public DateFormatOptions build() {
      return new DateFormatOptions(this);
    }
  }
}
