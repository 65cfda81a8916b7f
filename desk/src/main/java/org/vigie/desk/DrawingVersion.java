package org.vigie.desk;

import java.time.Instant;

/// One state of what was drawn on a camera, as the ledger has it.
///
/// @param hash names the drawing, see [org.vigie.rules.Drawing#hash]
/// @param before that of the one before it; empty where the ledger knows of none
/// @param person who brought it into force, pseudonymous; `vigie` where it was found in the file at
///     a start
/// @param entry the index of its ledger entry
public record DrawingVersion(String hash, String before, Instant at, String person, long entry) {}
