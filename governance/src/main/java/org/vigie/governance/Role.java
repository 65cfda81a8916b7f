package org.vigie.governance;

import static org.vigie.governance.Right.ADMINISTER;
import static org.vigie.governance.Right.ANSWER_ACCESS;
import static org.vigie.governance.Right.ATTEND;
import static org.vigie.governance.Right.CONFIGURE;
import static org.vigie.governance.Right.EXPORT;
import static org.vigie.governance.Right.INSPECT;
import static org.vigie.governance.Right.JUDGE;
import static org.vigie.governance.Right.OVERSEE;
import static org.vigie.governance.Right.PLAY_BACK;
import static org.vigie.governance.Right.RELAY_CLEAR;
import static org.vigie.governance.Right.SEE_CLEAR;
import static org.vigie.governance.Right.STEER;
import static org.vigie.governance.Right.STOP;
import static org.vigie.governance.Right.VIEW_LIVE;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a person is there for: the rights that this takes, and the most that they may have. Names
/// are stored in the ledger: only append. Who may do what with each: design/roles.md.
public enum Role {
  /// Watches the wall, judges alerts, and lifts a mask where somebody needs help.
  OPERATOR(VIEW_LIVE, PLAY_BACK, JUDGE, SEE_CLEAR, STEER, RELAY_CLEAR),
  /// Leads the operators: also hands footage over, and stops what looks.
  SUPERVISOR(VIEW_LIVE, PLAY_BACK, JUDGE, EXPORT, STOP, SEE_CLEAR, STEER, RELAY_CLEAR),
  /// Keeps a share of the keys. That is a matter of the key, not of a right that an administrator
  /// could give or take: this role only lets a custodian sign in.
  CUSTODIAN(),
  /// Answers people who were filmed, reads everything that is not a picture, and is told what
  /// stands
  /// out in how others look at footage.
  DATA_PROTECTION_OFFICER(INSPECT, ANSWER_ACCESS, OVERSEE),
  /// Reads registers, configuration and ledger, for an authority.
  INSPECTOR(INSPECT),
  /// Sets up cameras, zones and rules.
  TECHNICIAN(CONFIGURE),
  /// Lets people in and out, and names the first custodians; opens nothing.
  ADMINISTRATOR(ADMINISTER),
  /// Goes where a confirmed alert is: a patrol, a crew. Sees neither live pictures nor footage.
  FIELD(ATTEND);

  private final Set<Right> rights;

  Role(Right... rights) {
    var all = EnumSet.noneOf(Right.class);
    all.addAll(List.of(rights));
    this.rights = Set.copyOf(all);
  }

  /// What it carries, which is also the most that it may carry.
  public Set<Right> rights() {
    return rights;
  }

  /// The role with the fewest rights that carries all of these.
  public static Optional<Role> narrowest(Set<Right> rights) {
    return Stream.of(values())
        .filter(role -> !role.rights.isEmpty() && role.rights.containsAll(rights))
        .min(Comparator.comparingInt(role -> role.rights.size()));
  }
}
