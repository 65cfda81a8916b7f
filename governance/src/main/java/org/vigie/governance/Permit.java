package org.vigie.governance;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// A leave to act once, or a stated number of times: made by governance only, in the ledger before
/// anyone holds it, limited to one right, some cameras, a span of footage and a short life.
///
/// Whoever acts calls [#use] first. Safe for any thread.
public final class Permit {

  private final String id;
  private final Right right;
  private final String person;
  private final Set<CameraId> cameras;
  private final @Nullable Span span;
  private final String reason;
  private final Instant expires;

  Permit(
      String id,
      Right right,
      String person,
      Set<CameraId> cameras,
      @Nullable Span span,
      String reason,
      Instant expires) {
    this.id = id;
    this.right = right;
    this.person = person;
    this.cameras = Set.copyOf(cameras);
    this.span = span;
    this.reason = reason;
    this.expires = expires;
  }

  /// Random; names the permit in the ledger.
  public String id() {
    return id;
  }

  public Right right() {
    return right;
  }

  /// The pseudonymous staff id of whoever was given leave.
  public String person() {
    return person;
  }

  public Set<CameraId> cameras() {
    return cameras;
  }

  /// The footage it is about; empty for live pictures and for what is not about footage.
  public Optional<Span> span() {
    return Optional.ofNullable(span);
  }

  /// In that person's words; empty where none is needed.
  public String reason() {
    return reason;
  }

  /// When it ends if the wall clock does not step; elapsed time decides.
  public Instant expires() {
    return expires;
  }

  /// Uses the permit once, for something that is about no camera.
  public void use(Right right) throws Refused {
    throw new UnsupportedOperationException("next slice");
  }

  /// Uses the permit once, for one camera. Each camera of a permit is counted for itself.
  ///
  /// @throws Refused if it is for another right or camera, has expired or is used up, or if the
  ///     person's habilitation has ended meanwhile
  public void use(Right right, CameraId camera) throws Refused {
    throw new UnsupportedOperationException("next slice");
  }

  /// As [#use(Right, CameraId)], for footage, which must lie inside the permit's span.
  public void use(Right right, CameraId camera, Span footage) throws Refused {
    throw new UnsupportedOperationException("next slice");
  }
}
