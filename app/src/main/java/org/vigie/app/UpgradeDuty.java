package org.vigie.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vigie.base.Durable;
import org.vigie.base.Programs;
import org.vigie.governance.Actors;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.model.AlarmKind;
import org.vigie.model.Alarms;

/// Says at a start which version runs, where it is another than before, and that a later one was
/// given up, where it was: in the ledger, once, and as an alarm until a later version runs.
final class UpgradeDuty {

  static final String CHANGED = "software.changed";
  static final String UNDONE = "software.put-back";

  private static final String LAST = "version";
  private static final String SUBJECT = "vigie";

  private UpgradeDuty() {}

  static void tell(Path data, Ledger ledger, Alarms alarms) throws IOException {
    changed(data, ledger);
    var found = Upgrade.undone(data);
    if (found.isEmpty()) {
      alarms.end(AlarmKind.UPGRADE_UNDONE, SUBJECT);
      return;
    }
    var undone = found.get();
    if (!undone.told()) {
      long unused =
          ledger.append(
              new Entry(
                  UNDONE,
                  Actors.LOCAL_ADMINISTRATOR,
                  Map.of(
                      "from", undone.from(),
                      "to", undone.to(),
                      "at", undone.at(),
                      "entries_before", undone.entriesBefore(),
                      "entries_after", undone.entriesAfter(),
                      "tables_put_back", undone.putBack())));
      Upgrade.told(data, undone);
    }
    if (undone.to().equals(Programs.VERSION)) {
      alarms.raise(AlarmKind.UPGRADE_UNDONE, SUBJECT, sentence(undone));
    } else {
      alarms.end(AlarmKind.UPGRADE_UNDONE, SUBJECT);
    }
  }

  /// What a person must know of it.
  static String sentence(Upgrade.Undone undone) {
    return "Version %s was tried at %s and put back%s: version %s runs.%s"
        .formatted(
            undone.from(),
            undone.at(),
            undone.why().isEmpty() ? "" : " (" + undone.why() + ")",
            undone.to(),
            undone.putBack().isEmpty()
                ? " Nothing that people did is missing."
                : " %s was put back as before.%s What the later version had made of it lies in %s."
                    .formatted(
                        String.join(" and ", undone.putBack()), unknown(undone), undone.aside()));
  }

  private static String unknown(Upgrade.Undone undone) {
    return undone.entriesAfter() == undone.entriesBefore()
        ? ""
        : " What the ledger's entries %d to %d say was done is not in it."
            .formatted(undone.entriesBefore(), undone.entriesAfter() - 1);
  }

  private static void changed(Path data, Ledger ledger) throws IOException {
    var file = data.resolve(LAST);
    var before = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!before.equals(Programs.VERSION)) {
      long unused =
          ledger.append(
              new Entry(CHANGED, Actors.VIGIE, Map.of("from", before, "to", Programs.VERSION)));
      Durable.replace(file, (Programs.VERSION + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
