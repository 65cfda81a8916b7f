package org.vigie.governance;

import java.time.Duration;

/// What a profile asks of a rule before its alerts reach operators, and of one whose alerts do
/// (R24, R26).
///
/// @param shadow how many days a rule works in shadow on its camera, unless scenes are staged;
///     whole days
/// @param floor the least precision that a rule may be armed with, 0 to 1; an armed rule that stays
///     below the floor that was declared for it goes back into shadow
public record CommissioningTerms(Duration shadow, double floor) {}
