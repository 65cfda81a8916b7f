package org.vigie.desk;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Clocks;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;
import org.vigie.model.CameraId;
import org.vigie.rules.Fingerprint;
import org.vigie.rules.Rule;
import org.vigie.rules.RuleBook;

/// In which mode each rule under commissioning is: every change is in the ledger, then in the
/// database, then in force. Safe for any thread; changes of one rule one after the other.
final class Standings {

  private record Key(CameraId camera, String rule) {}

  private final SqlState state;
  private final Governance governance;
  private final Alarms alarms;
  private final Clocks clocks;
  private final Map<Key, RuleStanding> byRule = new ConcurrentHashMap<>();

  Standings(SqlState state, Governance governance, Alarms alarms, Clocks clocks) {
    this.state = state;
    this.governance = governance;
    this.alarms = alarms;
    this.clocks = clocks;
  }

  /// Forgets a camera's rules, as their settings are to be read anew.
  void forget(CameraId camera) {
    byRule.keySet().removeIf(key -> key.camera().equals(camera));
  }

  /// Takes a camera's rules that raise alerts: each keeps its standing if its settings are those of
  /// last time, and is in shadow otherwise. Rules that are gone are forgotten last: should the
  /// database fail before, none has lost its shadow.
  void take(RuleBook book) {
    var taken = new HashSet<String>();
    for (var rule : book.rules()) {
      if (rule.event().raisesAlerts()) {
        taken.add(rule.id());
        var kept = state.read(c -> new SqlStandings(c).find(book.camera(), rule.id()));
        var print = Fingerprint.of(rule, book.presetOf(rule));
        var standing = kept.map(SqlStandings.Kept::standing).orElse(null);
        if (standing == null) {
          toShadow(first(book.camera(), rule, print, "It has not been commissioned yet."));
        } else if (!standing.fingerprint().equals(print)) {
          toShadow(first(book.camera(), rule, print, "Its settings were changed."));
        } else {
          byRule.put(new Key(book.camera(), rule.id()), standing);
          if (standing.mode() == RuleStanding.Mode.BELOW_FLOOR) {
            alarm(standing);
          }
        }
      }
    }
    for (var key : List.copyOf(byRule.keySet())) {
      if (key.camera().equals(book.camera()) && !taken.contains(key.rule())) {
        var gone = byRule.remove(key);
        if (gone != null) {
          alarms.end(AlarmKind.RULE_BELOW_FLOOR, subject(gone));
        }
      }
    }
  }

  /// How a rule of a book would stand if [#take] came across it.
  RuleStanding.Mode wouldStand(RuleBook book, Rule rule) {
    var print = Fingerprint.of(rule, book.presetOf(rule));
    return state
        .read(c -> new SqlStandings(c).find(book.camera(), rule.id()))
        .map(SqlStandings.Kept::standing)
        .filter(standing -> standing.fingerprint().equals(print))
        .map(RuleStanding::mode)
        .orElse(RuleStanding.Mode.SHADOW);
  }

  private RuleStanding first(CameraId camera, Rule rule, String print, String why) {
    return new RuleStanding(
        camera,
        rule.id(),
        rule.event(),
        print,
        RuleStanding.Mode.SHADOW,
        clocks.wall(),
        Actors.VIGIE,
        Optional.empty(),
        why);
  }

  /// Puts a rule into shadow: what is measured of it begins anew.
  void toShadow(RuleStanding standing) {
    governance.note("rule.shadow", standing.person(), facts(standing));
    state.write(
        c -> {
          new SqlStandings(c).put(standing, standing.since());
          return true;
        });
    byRule.put(new Key(standing.camera(), standing.rule()), standing);
    if (standing.mode() == RuleStanding.Mode.BELOW_FLOOR) {
      alarm(standing);
    } else {
      alarms.end(AlarmKind.RULE_BELOW_FLOOR, subject(standing));
    }
  }

  /// Arms a rule.
  ///
  /// @param more for the ledger: what it rests on
  void arm(RuleStanding armed, Map<String, Object> more) {
    var facts = facts(armed);
    facts.putAll(more);
    governance.note("rule.armed", armed.person(), facts);
    state.write(
        c -> {
          var sql = new SqlStandings(c);
          sql.put(armed, sql.find(armed.camera(), armed.rule()).orElseThrow().shadow());
          return true;
        });
    byRule.put(new Key(armed.camera(), armed.rule()), armed);
    alarms.end(AlarmKind.RULE_BELOW_FLOOR, subject(armed));
  }

  /// Whether a rule's signals are kept from operators.
  boolean isShadow(CameraId camera, String rule) {
    return find(camera, rule).filter(standing -> standing.mode().isShadow()).isPresent();
  }

  Optional<RuleStanding> find(CameraId camera, String rule) {
    return Optional.ofNullable(byRule.get(new Key(camera, rule)));
  }

  /// @throws DeskException.Uncommissioned if no such rule is subject to commissioning
  RuleStanding get(CameraId camera, String rule) throws DeskException {
    var standing = find(camera, rule);
    if (standing.isEmpty()) {
      var known = byRule.keySet().stream().map(k -> k.camera() + " " + k.rule()).sorted().toList();
      throw new DeskException.Uncommissioned(camera, rule, known);
    }
    return standing.get();
  }

  /// All, by camera and rule.
  List<RuleStanding> list() {
    var sorted = new TreeMap<String, RuleStanding>();
    byRule.forEach((key, standing) -> sorted.put(key.camera() + " " + key.rule(), standing));
    return List.copyOf(sorted.values());
  }

  private void alarm(RuleStanding standing) {
    alarms.raise(AlarmKind.RULE_BELOW_FLOOR, subject(standing), standing.why());
  }

  /// What an alarm about a rule is about: its camera and its id.
  private static String subject(RuleStanding standing) {
    return standing.camera() + " " + standing.rule();
  }

  /// What the ledger is told of a rule.
  static TreeMap<String, Object> facts(RuleStanding standing) {
    var facts = new TreeMap<String, Object>();
    facts.put("camera", standing.camera());
    facts.put("rule", standing.rule());
    facts.put("event", standing.event());
    facts.put("settings", standing.fingerprint());
    facts.put("why", standing.why());
    standing.floor().ifPresent(floor -> facts.put("floor_percent", Math.round(floor * 100)));
    return facts;
  }
}
