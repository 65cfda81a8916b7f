package org.vigie.desk;

import java.time.Instant;
import org.vigie.model.Alarm;

/// An alarm that holds no more.
///
/// @param at when it was known to have ended
/// @param why one plain sentence
public record EndedAlarm(Alarm alarm, Instant at, String why) {}
