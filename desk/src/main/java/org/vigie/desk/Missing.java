package org.vigie.desk;

/// One thing that is not yet there to arm a rule.
///
/// @param kind what it is
/// @param have how much of it there is: days, verdicts or percent
/// @param need how much is needed, in the same unit; more than `have`
/// @param sentence the same in a plain English sentence, with what a number does not say
public record Missing(Kind kind, int have, int need, String sentence) {

  /// What may be missing.
  public enum Kind {
    /// Days on which the camera was watched, or else scenes by day and by night: see the route.
    TRIAL,
    /// Verdicts on what the rule raised in shadow.
    VERDICTS,
    /// The share of confirmed verdicts, in percent.
    PRECISION,
    /// That the public page is published, or the exemption from it recorded (R51).
    NOTICE
  }
}
