package org.vigie.verify;

import static org.vigie.verify.FolderManifest.maps;
import static org.vigie.verify.FolderManifest.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What a package of footage that was handed over says it holds.
record CaseManifest(FolderManifest manifest) {

  private static final String WITHOUT_RECEIPTS = "vigie-case-1";

  /// One stretch of one camera.
  ///
  /// @param viewing how many films its masked copy has
  record Footage(
      String camera, String from, String to, List<Path> films, List<Reel> reels, int viewing) {}

  /// What ties films to a reel.
  record Reel(String id, Path sealed, Path keys) {}

  static CaseManifest read(Path folder) throws IOException, Fault {
    var manifest = FolderManifest.read(folder, FolderManifest.Kind.CASE);
    manifest.requireOwnFiles();
    return new CaseManifest(manifest);
  }

  /// Checks every file that it lists; there must be no other, but for the receipts and the ledger's
  /// proofs.
  ///
  /// @throws Fault at the first that does not hold
  void requireFiles() throws IOException, Fault {
    var apart = new TreeSet<>(receipts());
    apart.add("ledger");
    manifest.requireFiles(apart);
    if (hasReceipts() && hash(word("custody")).isEmpty()) {
      throw new Fault(FolderManifest.NAME + " names no list of custody.");
    }
  }

  List<Footage> footage() throws Fault {
    var all = new ArrayList<Footage>();
    for (var one : maps(manifest.body(), "footage")) {
      var films = new ArrayList<Path>();
      for (var film : maps(one, "films")) {
        films.add(manifest.inside(text(film, "name")));
      }
      var reels = new ArrayList<Reel>();
      for (var reel : maps(one, "reels")) {
        reels.add(
            new Reel(
                text(reel, "reel"),
                manifest.inside(text(reel, "sealed")),
                manifest.inside(text(reel, "keys"))));
      }
      int viewing = viewing(one);
      all.add(
          new Footage(
              text(one, "camera"), text(one, "from"), text(one, "to"), films, reels, viewing));
    }
    return all;
  }

  /// How many masked films a stretch names, each among the files that were checked.
  private int viewing(Map<?, ?> footage) throws Fault {
    if (!(footage.get("viewing") instanceof List<?> films)) {
      return 0;
    }
    for (var one : films) {
      if (!(one instanceof Map<?, ?> film) || hash(text(film, "name")).isEmpty()) {
        throw new Fault(
            FolderManifest.NAME + " names a film of a viewing copy that it does not list.");
      }
    }
    return films.size();
  }

  /// The names of the receipts: they say the manifest's hash, so the ledger holds theirs.
  List<String> receipts() throws Fault {
    var receipts = new ArrayList<String>();
    if (manifest.body().get("receipts") instanceof List<?> list) {
      list.forEach(one -> receipts.add(String.valueOf(one)));
    }
    if (hasReceipts() && receipts.isEmpty()) {
      throw new Fault(FolderManifest.NAME + " names no receipt.");
    }
    return receipts;
  }

  private boolean hasReceipts() {
    return !WITHOUT_RECEIPTS.equals(manifest.body().get("format"));
  }

  /// As [FolderManifest#hash].
  String hash(String name) throws Fault {
    return manifest.hash(name);
  }

  /// As [FolderManifest#read].
  String read(String name) throws IOException, Fault {
    return manifest.read(name);
  }

  /// As [FolderManifest#word].
  String word(String name) {
    return manifest.word(name);
  }

  /// Of the manifest itself.
  String sha256() {
    return manifest.sha256();
  }
}
