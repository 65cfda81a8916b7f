package org.vigie.governance.relay;

import java.time.Instant;

/// How often something asked for was refused, and the last time.
///
/// @param times since the start
/// @param why the last one, in one sentence; empty where there was none
public record RelayRefusals(long times, Instant at, String why) {}
