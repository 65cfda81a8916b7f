package org.vigie.governance;

import java.util.Set;
import java.util.TreeSet;
import org.vigie.model.CameraId;

/// Which cameras an act or a habilitation is about.
public sealed interface CameraScope {

  /// Every camera of the town, now and later.
  record All() implements CameraScope {}

  /// These, and no others.
  record Only(Set<CameraId> cameras) implements CameraScope {
    public Only {
      cameras = Set.copyOf(cameras);
    }
  }

  static CameraScope all() {
    return new All();
  }

  static CameraScope only(CameraId... cameras) {
    return new Only(Set.of(cameras));
  }

  default boolean covers(CameraId camera) {
    return switch (this) {
      case All() -> true;
      case Only(var cameras) -> cameras.contains(camera);
    };
  }

  /// As it stands in acts and in the ledger: `all`, or the ids in order.
  default Object stored() {
    return switch (this) {
      case All() -> "all";
      case Only(var cameras) -> new TreeSet<>(cameras).stream().map(CameraId::value).toList();
    };
  }
}
