package org.vigie.desk;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Recorded;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;

/// Reads alarms out of the ledger, and writes the facts of their entries.
final class AlarmStory {

  private final Map<String, Alarm> open = new LinkedHashMap<>();
  private final Deque<EndedAlarm> ended = new ArrayDeque<>();

  static boolean tells(String kind) {
    return kind.equals("alarm.raised") || kind.equals("alarm.ended");
  }

  static Map<String, Object> raised(Alarm alarm) {
    var facts = facts(alarm);
    facts.put("detail", alarm.detail());
    return facts;
  }

  static Map<String, Object> ended(Alarm alarm, String why) {
    var facts = facts(alarm);
    facts.put("why", why);
    return facts;
  }

  private static Map<String, Object> facts(Alarm alarm) {
    var facts = new TreeMap<String, Object>();
    facts.put("alarm", alarm.kind());
    facts.put("subject", alarm.subject());
    facts.put("since", alarm.since());
    return facts;
  }

  /// Takes in an entry; one of a kind that this version does not know is passed over.
  void fold(Recorded recorded) {
    var entry = recorded.entry();
    var key = entry.text("alarm") + " " + entry.text("subject");
    if (entry.kind().equals("alarm.raised")) {
      for (var kind : AlarmKind.values()) {
        if (kind.name().equals(entry.text("alarm"))) {
          open.put(key, alarm(kind, entry, recorded.at()));
        }
      }
      return;
    }
    var alarm = open.remove(key);
    if (alarm != null) {
      ended.add(new EndedAlarm(alarm, recorded.at(), entry.text("why")));
      if (ended.size() > AlarmBoard.MOST_ENDED) {
        ended.removeFirst();
      }
    }
  }

  private static Alarm alarm(AlarmKind kind, Entry entry, Instant at) {
    Instant since;
    try {
      since = Instant.parse(entry.text("since"));
    } catch (DateTimeParseException e) {
      since = at;
    }
    return new Alarm(kind, entry.text("subject"), since, entry.text("detail"));
  }

  /// Those that no entry has ended, oldest first.
  Collection<Alarm> open() {
    return List.copyOf(open.values());
  }

  /// The newest that were ended, oldest first.
  Collection<EndedAlarm> ended() {
    return List.copyOf(ended);
  }
}
