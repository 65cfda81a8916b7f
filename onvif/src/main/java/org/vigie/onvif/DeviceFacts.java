package org.vigie.onvif;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a camera says of itself. Text in it is one line each, without control characters.
///
/// Not asked for: what it is called in its network, who may use it, what it hears, and what it
/// makes
/// of its pictures.
///
/// @param services what it offers, by ONVIF's names: `device`, `media`, `media2`, `ptz`, `imaging`,
///     `events`
/// @param profiles the streams it offers
/// @param ptz absent: it does not move
/// @param masks absent: it takes no masks over ONVIF
/// @param fingerprint SHA-256 of its certificate, where it was asked over TLS
/// @param remarks what is odd, a plain sentence each
public record DeviceFacts(
    String maker,
    String model,
    String firmware,
    String serial,
    ClockFacts clock,
    Set<String> services,
    List<StreamProfile> profiles,
    Optional<PtzFacts> ptz,
    Optional<MaskFacts> masks,
    Optional<String> fingerprint,
    List<String> remarks) {

  public DeviceFacts {
    services = Set.copyOf(services);
    profiles = List.copyOf(profiles);
    remarks = List.copyOf(remarks);
  }
}
