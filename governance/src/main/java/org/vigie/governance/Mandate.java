package org.vigie.governance;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person is let do, in which role, and on what grounds (R41).
///
/// @param role absent where the rights fit none: one person may be all
/// @param rights some or all of the role's
/// @param decision the reference of the decision that habilitates; empty where nobody gave it
/// @param trained the day on which the person was trained for it
public record Mandate(
    @Nullable Role role, Set<Right> rights, String decision, @Nullable LocalDate trained) {

  public Mandate {
    rights = Set.copyOf(rights);
  }

  /// All that a role carries.
  public static Mandate of(Role role) {
    return new Mandate(role, role.rights(), "", null);
  }

  /// Some rights, in the narrowest role that carries them, or in none.
  public static Mandate of(Set<Right> rights) {
    return new Mandate(Role.narrowest(rights).orElse(null), rights, "", null);
  }

  /// Whether it lets one person administer and see pictures.
  public boolean isAllInOne() {
    return isAllInOne(rights);
  }

  /// Whether whoever has all these rights administers and sees pictures.
  public static boolean isAllInOne(Set<Right> rights) {
    return rights.contains(Right.ADMINISTER) && rights.stream().anyMatch(Right::showsPictures);
  }
}
