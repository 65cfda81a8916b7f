package org.vigie.server.door;

import java.time.Duration;

/// Whether a workstation is locked, and else when it will be if nobody touches it.
public record Presence(boolean locked, Duration left) {}
