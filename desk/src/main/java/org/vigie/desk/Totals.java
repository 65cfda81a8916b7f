package org.vigie.desk;

/// How much the desk has dealt with.
///
/// @param observations judged since the desk was opened
/// @param signals given by rules since the folder exists, passages over lines included
/// @param alerts raised since the folder exists
public record Totals(long observations, long signals, long alerts) {}
