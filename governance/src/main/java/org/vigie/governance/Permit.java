package org.vigie.governance;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Standing standing;
  private final Map<CameraId, AtomicInteger> left = new HashMap<>();
  private final AtomicInteger leftWithoutCamera;

  /// What governance knows while the permit lives; throws when it no longer holds.
  interface Standing {
    void require(Permit permit, Set<CameraId> cameras) throws Refused;

    /// Puts the refusal into the ledger and makes it an answer.
    Refused refuse(Permit permit, String why);
  }

  Permit(
      String id,
      Right right,
      String person,
      Set<CameraId> cameras,
      @Nullable Span span,
      String reason,
      Instant expires,
      int uses,
      Standing standing) {
    this.id = id;
    this.right = right;
    this.person = person;
    this.cameras = Set.copyOf(cameras);
    this.span = span;
    this.reason = reason;
    this.expires = expires;
    this.standing = standing;
    this.leftWithoutCamera = new AtomicInteger(uses);
    cameras.forEach(camera -> left.put(camera, new AtomicInteger(uses)));
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
    require(right, Set.of());
    count(leftWithoutCamera);
  }

  /// Uses the permit once, for one camera. Each camera of a permit is counted for itself.
  ///
  /// @throws Refused if it is for another right or camera, has expired or is used up, or if the
  ///     person's habilitation has ended meanwhile
  public void use(Right right, CameraId camera) throws Refused {
    check(right, camera);
    count(Objects.requireNonNull(left.get(camera)));
  }

  /// As [#use(Right, CameraId)], for footage, which must lie inside the permit's span.
  public void use(Right right, CameraId camera, Span footage) throws Refused {
    if (span == null || footage.from().isBefore(span.from()) || footage.to().isAfter(span.to())) {
      throw refuse("The permit is not for that stretch of footage.");
    }
    use(right, camera);
  }

  /// Whether the permit still holds, without using it: for what goes on for a while, such as live
  /// view, asked again every few seconds.
  public void check(Right right, CameraId camera) throws Refused {
    if (!cameras.contains(camera)) {
      throw refuse("The permit is not for camera " + camera + ".");
    }
    require(right, Set.of(camera));
  }

  private void require(Right asked, Set<CameraId> about) throws Refused {
    if (asked != right) {
      throw refuse("The permit is for " + right + ", not for " + asked + ".");
    }
    standing.require(this, about);
  }

  private void count(AtomicInteger uses) throws Refused {
    if (uses.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
      throw refuse("The permit is used up: ask again.");
    }
  }

  private Refused refuse(String why) {
    return standing.refuse(this, why);
  }

  @Override
  public String toString() {
    return "permit " + id + ": " + right + " for " + person;
  }
}
