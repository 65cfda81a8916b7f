package org.vigie.governance.ledger;

import java.time.Instant;

/// An entry as it stands in the ledger.
///
/// @param index its place, from 0, counted over all years
/// @param at when it was appended, by the machine's wall clock
public record Recorded(long index, Instant at, Entry entry) {}
