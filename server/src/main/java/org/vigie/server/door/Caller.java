package org.vigie.server.door;

import java.util.Optional;

/// Where a sign-in comes from.
///
/// @param address of the machine, as the server sees it
/// @param browser in coarse words, such as `Firefox, Linux`; empty where it does not say
/// @param token the session that this browser is in already, which a new one takes the place of
public record Caller(String address, String browser, Optional<String> token) {}
