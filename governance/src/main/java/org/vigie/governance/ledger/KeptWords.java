package org.vigie.governance.ledger;

/// Free text of one fact of an entry. The body holds SHA-256(salt || text) in its place.
///
/// @param fact the fact's name
/// @param salt 64 hexadecimal digits
/// @param text what was typed
public record KeptWords(String fact, String salt, String text) {}
