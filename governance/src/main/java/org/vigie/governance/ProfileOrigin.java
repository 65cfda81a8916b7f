package org.vigie.governance;

/// Where a legal profile comes from.
///
/// @param builtIn whether it came with Vigie; otherwise it is the town's own
/// @param sha256 of its bytes, 64 hexadecimal digits
/// @param signedBy the fingerprint of the key that signed a town's own; empty for Vigie's
public record ProfileOrigin(boolean builtIn, String sha256, String signedBy) {}
