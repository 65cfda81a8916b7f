package org.vigie.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.vigie.base.BadInput;

/// A checkpoint of a ledger that somebody kept elsewhere. Whose it is, is for the ledger to say.
///
/// @param origin which log
/// @param size how many entries it covers
/// @param root of their tree, in hexadecimal
/// @param note the signed note itself
record KeptCheckpoint(Path file, String origin, long size, String root, String note) {

  /// Room for the signatures of many witnesses.
  private static final int MOST_BYTES = 64 * 1024;

  /// @throws BadInput if it is none
  static KeptCheckpoint read(Path file) throws IOException, BadInput {
    String note;
    try (var in = Files.newInputStream(file)) {
      note = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw BadInput.at(file, 0, "there is no such file");
    }
    var lines = note.split("\n", 4);
    if (lines.length < 4 || !lines[1].matches("\\d{1,18}") || !lines[0].startsWith("vigie/")) {
      throw BadInput.at(file, 0, "should be a checkpoint of a ledger: origin, size and root");
    }
    try {
      var root = HexFormat.of().formatHex(Base64.getDecoder().decode(lines[2]));
      return new KeptCheckpoint(file, lines[0], Long.parseLong(lines[1]), root, note);
    } catch (IllegalArgumentException e) {
      throw BadInput.at(file, 0, "its third line should be a hash in Base64");
    }
  }

  /// The origin without its year: one for all years of a town.
  String town() {
    return town(origin);
  }

  static String town(String origin) {
    return origin.substring(0, Math.max(0, origin.lastIndexOf('/')));
  }
}
