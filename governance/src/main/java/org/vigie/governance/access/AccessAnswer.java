package org.vigie.governance.access;

import java.time.Instant;
import java.util.Optional;

/// What the person was told. Closed: a copy, nothing found, or a refusal for a reason that the law
/// knows.
public sealed interface AccessAnswer {

  /// The masked copy is handed over.
  record Copy() implements AccessAnswer {}

  /// There is nothing.
  ///
  /// @param destroyedBefore where footage was destroyed: until which instant none is left
  record Nothing(Finding finding, Optional<Instant> destroyedBefore) implements AccessAnswer {}

  /// Access is refused.
  record Refusal(RefusalGround ground) implements AccessAnswer {}

  /// As it stands in the register: `COPY`, `NOTHING_FOUND`, `REFUSED`.
  default String word() {
    return switch (this) {
      case Copy() -> "COPY";
      case Nothing(_, _) -> "NOTHING_FOUND";
      case Refusal(_) -> "REFUSED";
    };
  }
}
