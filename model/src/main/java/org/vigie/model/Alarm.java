package org.vigie.model;

import java.time.Instant;

/// A condition of the system that a person must know of, from when it was noticed until it ended.
///
/// @param subject what it is about, as its kind says
/// @param detail one plain sentence: what happened, what Vigie does about it, what a person can do;
///     never holds a password
public record Alarm(AlarmKind kind, String subject, Instant since, String detail) {}
