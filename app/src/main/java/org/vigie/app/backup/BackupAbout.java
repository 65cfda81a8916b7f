package org.vigie.app.backup;

import java.util.List;

/// What a backup says of itself, at its beginning.
///
/// @param format [#FORMAT]
/// @param backup 16 hexadecimal digits, by which ledger and people name it
/// @param town as its configuration has it
/// @param made when, ISO 8601
/// @param program the version of Vigie that wrote it
/// @param move whether it holds what opens footage: it is then locked to one machine's key
/// @param config where the configuration lies, from the data folder
/// @param ledger its newest checkpoint
/// @param volumes where footage lies; none of it is in here
/// @param elsewhere files that the configuration names outside its own folder, kept under
///     `elsewhere`
/// @param opens how many reels the keys in it open; 0 in one that is no move
/// @param opensUntil when the last of them reaches its limit, ISO 8601; empty where there is none
public record BackupAbout(
    String format,
    String backup,
    String town,
    String made,
    String program,
    boolean move,
    String config,
    LedgerHead ledger,
    List<Place> volumes,
    List<String> elsewhere,
    long opens,
    String opensUntil) {

  public static final String FORMAT = "vigie-backup-1";

  /// @param entries over all years
  /// @param root in hexadecimal
  public record LedgerHead(String origin, long size, String root, long entries) {}

  /// A volume's name and folder.
  public record Place(String name, String folder) {}

  public BackupAbout {
    volumes = List.copyOf(volumes);
    elsewhere = List.copyOf(elsewhere);
  }
}
