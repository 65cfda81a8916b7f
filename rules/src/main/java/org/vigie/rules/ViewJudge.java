package org.vigie.rules;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.model.ViewTrouble;

/// How one camera sees: turns what the eye says of each picture into troubles that begin and end,
/// with patience both ways, so that neither a lorry's headlights nor a minute between two clouds
/// makes a list of alarms.
///
/// Pure: time is an argument, and only differences of it count. Used by one thread at a time.
public final class ViewJudge {

  /// The eye has its own patience of some seconds before; together they stay well within the 30 s
  /// in which an alarm is due (R39).
  static final Duration BEGINS_AFTER = Duration.ofSeconds(5);

  /// A camera that is blinded again a minute after is blinded still, for whoever has to go there.
  static final Duration ENDS_AFTER = Duration.ofMinutes(1);

  private final Map<ViewTrouble, Duration> saidSince = new EnumMap<>(ViewTrouble.class);
  private final Map<ViewTrouble, Duration> silentSince = new EnumMap<>(ViewTrouble.class);
  private final Set<ViewTrouble> present = EnumSet.noneOf(ViewTrouble.class);
  // Said on, but accepted by a person: not a trouble until it has ended once.
  private final Set<ViewTrouble> accepted = EnumSet.noneOf(ViewTrouble.class);

  /// Takes what the eye says of the next picture.
  ///
  /// @param elapsed on any clock that never goes back
  /// @return the troubles that the camera has now
  public Set<ViewTrouble> see(Duration elapsed, Set<ViewTrouble> said) {
    for (var trouble : ViewTrouble.values()) {
      if (said.contains(trouble)) {
        silentSince.remove(trouble);
        var since = saidSince.computeIfAbsent(trouble, t -> elapsed);
        if (!accepted.contains(trouble) && isOver(since, BEGINS_AFTER, elapsed)) {
          present.add(trouble);
        }
      } else {
        saidSince.remove(trouble);
        var since = silentSince.computeIfAbsent(trouble, t -> elapsed);
        if (isOver(since, ENDS_AFTER, elapsed)) {
          present.remove(trouble);
          accepted.remove(trouble);
        }
      }
    }
    return Set.copyOf(present);
  }

  private static boolean isOver(@Nullable Duration since, Duration wait, Duration elapsed) {
    return since != null && elapsed.minus(since).compareTo(wait) >= 0;
  }

  /// A person says that the view is right as it is: what the eye says of it now is no trouble,
  /// until it has ended and begins again.
  public void accept(ViewTrouble trouble) {
    if (present.remove(trouble) || saidSince.containsKey(trouble)) {
      accepted.add(trouble);
    }
  }
}
