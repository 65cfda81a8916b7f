package org.vigie.tell;

import java.util.Set;
import org.vigie.model.AlarmKind;

/// Of which alarms a receiver is told.
public sealed interface Which {

  boolean takes(AlarmKind kind);

  record All() implements Which {
    @Override
    public boolean takes(AlarmKind kind) {
      return true;
    }
  }

  /// Those that cannot wait until the morning: footage or ledger is being lost, a camera is blind,
  /// or
  /// somebody has been at work.
  record Urgent() implements Which {
    @Override
    public boolean takes(AlarmKind kind) {
      return isUrgent(kind);
    }
  }

  /// @param kinds may be empty: no alarms at all
  record Kinds(Set<AlarmKind> kinds) implements Which {
    public Kinds {
      kinds = Set.copyOf(kinds);
    }

    @Override
    public boolean takes(AlarmKind kind) {
      return kinds.contains(kind);
    }
  }

  /// Whether an alarm of that kind cannot wait until the morning.
  static boolean isUrgent(AlarmKind kind) {
    return switch (kind) {
      case NOT_RECORDING,
          VOLUME_WRONG,
          VOLUME_SPACE,
          DISK_FAILED,
          OVERLOAD,
          BURNER,
          LEDGER,
          DATABASE,
          VIEW_BLINDED,
          VIEW_COVERED,
          GROUP_OUTAGE,
          LEDGER_CONTRADICTED,
          CERTIFICATE,
          NOT_TOLD,
          NOT_HEARD ->
          true;
      case BELOW_NORM,
          INDEX_MISMATCH,
          UNREADABLE,
          CLOCK,
          CAMERA_DRIFT,
          DWELLINGS_UNMASKED,
          VIEW_DEFOCUSED,
          VIEW_MOVED,
          CAMERA_AWAY,
          INNER_MASKS,
          PRESETS,
          UNCONFINED,
          UPGRADE_UNDONE,
          RULE_BELOW_FLOOR,
          DELETION_LATE,
          HOLD_REVIEW,
          WITNESS_SILENT,
          ACCESS_DUE,
          ACCESS_FOOTAGE,
          ACT_ENDS,
          ACTS_REFUSED ->
          false;
    };
  }
}
