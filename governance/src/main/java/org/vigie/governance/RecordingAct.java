package org.vigie.governance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.vigie.model.CameraId;
import org.vigie.model.SourceKind;
import org.vigie.model.Span;

/// The legal decision under which cameras record (R1). Whether it is valid is [Judgement]'s to say.
///
/// @param number as the authority numbered it; unique among the town's acts
/// @param authority who decided
/// @param from the first instant it covers
/// @param until the first instant it no longer covers
/// @param purposes at least one
/// @param perimeter the places it covers, in words
/// @param retention how long footage is kept, at most 30 days
/// @param reviewWindow how long footage can be seen without custodians; at most the retention
/// @param justification why the retention is as long as it is; empty where none is needed
/// @param sources the kinds of sources that it is about, and of nothing else; none: cameras that
///     stand where they stand
/// @param norm what the stored streams of its cameras must at least be
/// @param origin the file it was read from, and who signed it
public record RecordingAct(
    String number,
    String authority,
    Instant from,
    Instant until,
    Set<Purpose> purposes,
    String perimeter,
    CameraScope cameras,
    Duration retention,
    Duration reviewWindow,
    String justification,
    Norm norm,
    Set<SourceKind> sources,
    ActOrigin origin) {

  /// Without a word on the norm, that of ordinary cameras holds: what is smaller or slower is of
  /// little use as evidence anywhere.
  public static final Norm USUAL_NORM = Norm.OTHER;

  public RecordingAct {
    purposes = Set.copyOf(purposes);
    sources = Set.copyOf(sources);
  }

  /// An act about cameras that stand where they stand.
  public RecordingAct(
      String number,
      String authority,
      Instant from,
      Instant until,
      Set<Purpose> purposes,
      String perimeter,
      CameraScope cameras,
      Duration retention,
      Duration reviewWindow,
      String justification,
      Norm norm,
      ActOrigin origin) {
    this(
        number,
        authority,
        from,
        until,
        purposes,
        perimeter,
        cameras,
        retention,
        reviewWindow,
        justification,
        norm,
        Set.of(),
        origin);
  }

  /// Whether it is about a camera: of its cameras, and of its kind.
  ///
  /// @param kind absent for one that stands where it stands
  public boolean covers(CameraId camera, Optional<SourceKind> kind) {
    return cameras.covers(camera) && kind.map(sources::contains).orElse(sources.isEmpty());
  }

  /// An act that says nothing of the norm and was read from no file.
  public RecordingAct(
      String number,
      String authority,
      Instant from,
      Instant until,
      Set<Purpose> purposes,
      String perimeter,
      CameraScope cameras,
      Duration retention,
      Duration reviewWindow,
      String justification) {
    this(
        number,
        authority,
        from,
        until,
        purposes,
        perimeter,
        cameras,
        retention,
        reviewWindow,
        justification,
        USUAL_NORM,
        ActOrigin.NONE);
  }

  public Span dates() {
    return new Span(from, until);
  }
}
