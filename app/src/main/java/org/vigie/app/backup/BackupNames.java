package org.vigie.app.backup;

import java.util.Set;

/// What may be the name of a file in a backup: a plain path below the data folder, with `/`
/// between its parts, that leads nowhere else.
final class BackupNames {

  /// The first and the last entry of the archive; neither becomes a file.
  static final String ABOUT = "vigie-backup.json";

  static final String LIST = "vigie-backup.list";

  /// What a running Vigie makes there itself, and footage.
  private static final Set<String> NEVER =
      Set.of("run", "run.json", "footage", "exports", "config.path", "restore.key", ".restoring");

  private static final int LONGEST = 1_000;

  private BackupNames() {}

  static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > LONGEST || name.startsWith("/")) {
      return false;
    }
    var parts = name.split("/", -1);
    for (var part : parts) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || hasControl(part)) {
        return false;
      }
    }
    return !NEVER.contains(parts[0]) && !name.equals(ABOUT) && !name.equals(LIST);
  }

  private static boolean hasControl(String part) {
    return part.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\');
  }
}
