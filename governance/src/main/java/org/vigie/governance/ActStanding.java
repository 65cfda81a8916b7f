package org.vigie.governance;

import java.time.Instant;
import java.util.Optional;

/// An act with where it stands, for people.
///
/// @param detection whether it is a detection act; a recording act otherwise
/// @param until the first instant it no longer covers
/// @param signedBy the fingerprint of its authority's key; empty where it is unsigned
/// @param since of the order by which it is suspended or revoked
/// @param person who ordered that
/// @param reason what was given for it
public record ActStanding(
    String number,
    String authority,
    boolean detection,
    Instant from,
    Instant until,
    ActState state,
    String signedBy,
    Optional<Instant> since,
    Optional<String> person,
    Optional<String> reason) {}
