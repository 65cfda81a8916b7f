package org.vigie.rules;

import java.time.Instant;

/// How many people a DENSITY rule counts in its zone at an instant: a number, nothing about anyone.
///
/// @param rule the rule's id on its camera
/// @param zone empty for the whole picture
public record PeopleCount(String rule, String zone, Instant at, int people) {}
