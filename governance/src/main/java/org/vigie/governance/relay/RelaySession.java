package org.vigie.governance.relay;

import java.time.Instant;
import org.vigie.model.CameraId;

/// A partner who takes a camera's pictures, as it stands now.
///
/// @param from the address of the partner's machine
/// @param connections how many of it are open; none: it has left less than a minute ago
/// @param pictures sent so far
/// @param dropped not sent because the partner's network was too slow
public record RelaySession(
    String id,
    String relay,
    CameraId camera,
    boolean clear,
    String from,
    Instant since,
    int connections,
    long pictures,
    long dropped) {}
