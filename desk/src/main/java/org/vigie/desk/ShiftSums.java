package org.vigie.desk;

/// What became of alerts during a shift. Rules in shadow are left out.
///
/// @param raised how many were raised
/// @param confirmed how many verdicts confirmed
/// @param dismissed how many verdicts dismissed, drills included
public record ShiftSums(int raised, int confirmed, int dismissed) {}
