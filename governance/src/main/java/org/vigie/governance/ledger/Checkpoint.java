package org.vigie.governance.ledger;

/// The signed head of one year's log.
///
/// @param origin which log: `vigie/TOWN/YEAR`
/// @param size how many entries of that year it covers
/// @param root the RFC 6962 tree hash of those entries, 32 bytes, never modified
/// @param note the signed note itself (C2SP tlog-checkpoint), as served
public record Checkpoint(String origin, long size, byte[] root, String note) {}
