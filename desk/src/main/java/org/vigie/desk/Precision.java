package org.vigie.desk;

import java.util.OptionalDouble;

/// How often one rule was right on one camera, measured by the operators' verdicts.
///
/// @param confirmed alerts confirmed, at least 0
/// @param dismissed alerts dismissed, drills left out, at least 0
public record Precision(int confirmed, int dismissed) {

  /// Confirmed over all, 0 to 1; empty until there is a verdict.
  public OptionalDouble share() {
    int all = confirmed + dismissed;
    return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) confirmed / all);
  }
}
