package org.vigie.model;

import java.time.Instant;

/// A stretch of one camera with no footage, and its reason: a durable fact like footage itself.
///
/// @param to the end, after `from`
/// @param detail one plain sentence for people; never holds a password
public record Gap(CameraId camera, Instant from, Instant to, GapReason reason, String detail) {}
