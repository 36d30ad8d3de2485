// SPDX-License-Identifier: Apache-2.0
package tornado.benchmarks.template;

import java.util.List;

/// A row of the table of stocks. Neither the companies nor the prices are real.
///
/// @param change since yesterday
/// @param ratio the change, in percent of yesterday's price
public record Stock(String symbol, String name, double price, double change, double ratio) {
  static final List<Stock> ALL =
      List.of(
          new Stock("AELM", "Ash & Elm Timber", 84.37, 1.12, 1.35),
          new Stock("BRKW", "Breakwater Shipping", 12.08, -0.33, -2.66),
          new Stock("CNDR", "Cinder Foundries", 231.55, 4.91, 2.17),
          new Stock("DRFT", "Driftwood Furniture", 47.61, 0.28, 0.59),
          new Stock("EVTD", "Eventide Hotels", 19.94, -1.07, -5.09),
          new Stock("FRNL", "Fernleaf Gardens", 8.73, 0.06, 0.69),
          new Stock("GRST", "Greystone Quarries", 156.29, -2.84, -1.78),
          new Stock("HLYD", "Halyard Rope & Sail", 33.15, 0.47, 1.44),
          new Stock("INKW", "Inkwell Press", 5.82, -0.19, -3.16),
          new Stock("JNPR", "Juniper Spirits", 71.46, 2.03, 2.92),
          new Stock("KTTL", "Kettle & Cup", 26.77, -0.51, -1.87),
          new Stock("LNTN", "Lantern Electric", 118.02, 3.36, 2.93),
          new Stock("MDOW", "Meadow Dairies", 14.69, 0.11, 0.75),
          new Stock("NRTH", "Northlight Optics", 302.48, -6.72, -2.17),
          new Stock("OTTR", "Otter Creek Water", 41.23, 0.84, 2.08),
          new Stock("PLVR", "Plover Airways", 9.57, -0.42, -4.21),
          new Stock("QRTZ", "Quartz Clockworks", 187.34, 1.95, 1.05),
          new Stock("RVRB", "Riverbend Mills", 22.86, -0.73, -3.09),
          new Stock("SLTM", "Saltmarsh Foods", 63.91, 0.62, 0.98),
          new Stock("THST", "Thistle Textiles", 37.18, -0.25, -0.67));

  /// Returns whether the price fell, for an engine that compares nothing.
  public boolean falling() {
    return change < 0;
  }
}
