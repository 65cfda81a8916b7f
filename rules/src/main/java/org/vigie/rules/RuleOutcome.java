package org.vigie.rules;

import java.util.Optional;
import org.vigie.model.EventType;

/// What became of one rule of a file.
///
/// @param id its own, or the one that was made for it
/// @param zone empty for the whole picture
/// @param rule what will judge; absent where it was left out
/// @param leftOut why, in a plain sentence without file and line; empty where it was not
public record RuleOutcome(
    String id, EventType event, String zone, Optional<Rule> rule, String leftOut) {}
