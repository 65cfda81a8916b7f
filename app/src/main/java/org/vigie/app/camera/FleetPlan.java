package org.vigie.app.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.app.CameraConfig;
import org.vigie.app.TownConfig;
import org.vigie.base.BadInput;
import org.vigie.model.CameraId;

/// What becomes of each row of a table of cameras, before anything is written.
///
/// @param fates one for each row, in their order
record FleetPlan(List<Fate> fates) {

  FleetPlan {
    fates = List.copyOf(fates);
  }

  enum Kind {
    /// The configuration gets it.
    NEW,
    /// The configuration has it, and says the same.
    SAME,
    /// The configuration has it and says something else: it stays as people wrote it.
    DIFFERS,
    REFUSED
  }

  /// @param camera its id; empty where it has none yet
  /// @param why what differs, or what would be right
  /// @param block the lines of a new one
  record Fate(long line, Kind kind, String camera, String why, Optional<CameraBlock> block) {}

  /// Finds out what a camera is that the table names by its address only.
  interface Asks {
    /// @param values what the table says
    /// @param taken ids that are not free
    /// @throws BadInput if it does not answer, or offers nothing to record
    CameraBlock ask(Map<String, String> values, FleetTable.Row row, Set<String> taken)
        throws BadInput, IOException;
  }

  /// @param config the town's configuration, which stays as it is
  static FleetPlan of(FleetTable table, Path config, Asks asks) throws BadInput, IOException {
    var town = TownConfig.read(config);
    var known = new HashMap<String, CameraConfig>();
    town.cameras().forEach(camera -> known.put(camera.id().value(), camera));
    var taken = new HashSet<>(known.keySet());
    // Ids that rows name are theirs, before any is made out of a name.
    table.rows().forEach(row -> row.get(FleetColumn.ID).ifPresent(taken::add));
    var fates = new ArrayList<Fate>();
    var seen = new HashMap<String, Long>();
    for (var row : table.rows()) {
      fates.add(fate(row, town, known, taken, seen, asks));
    }
    return new FleetPlan(checked(fates, config));
  }

  private static Fate fate(
      FleetTable.Row row,
      TownConfig town,
      Map<String, CameraConfig> known,
      Set<String> taken,
      Map<String, Long> seen,
      Asks asks)
      throws IOException {
    var named = row.get(FleetColumn.ID).orElse("");
    try {
      if (!named.isEmpty() && !CameraId.isValid(named)) {
        throw new BadInput(
            "id: '%s' should be 1 to 40 lower-case letters, digits and hyphens".formatted(named));
      }
      var before = named.isEmpty() ? null : seen.putIfAbsent(named, row.line());
      if (before != null) {
        throw new BadInput("id: line " + before + " has " + named + " too");
      }
      for (var column : List.of(FleetColumn.MAIN, FleetColumn.ONVIF)) {
        var address = row.get(column);
        var other = address.map(at -> seen.putIfAbsent(column + " " + at, row.line()));
        if (other.isPresent()) {
          throw new BadInput("line " + other.get() + " has this address too");
        }
      }
      var values = FleetRowReader.values(row);
      var there =
          Optional.ofNullable(known.get(named)).or(() -> FleetDifference.sameAddress(row, town));
      if (there.isPresent()) {
        var differs = FleetDifference.of(row, there.get());
        return new Fate(
            row.line(),
            differs.isEmpty() ? Kind.SAME : Kind.DIFFERS,
            there.get().id().value(),
            String.join(", ", differs),
            Optional.empty());
      }
      var block =
          values.containsKey("main")
              ? new CameraBlock(
                  named.isEmpty()
                      ? CameraBlock.id(row.get(FleetColumn.NAME).orElse("camera"), taken)
                      : named,
                  values)
              : asked(values, row, named, taken, asks);
      taken.add(block.id());
      return new Fate(row.line(), Kind.NEW, block.id(), "", Optional.of(block));
    } catch (BadInput e) {
      return new Fate(row.line(), Kind.REFUSED, named, e.getMessage(), Optional.empty());
    }
  }

  private static CameraBlock asked(
      Map<String, String> values, FleetTable.Row row, String named, Set<String> taken, Asks asks)
      throws BadInput, IOException {
    if (!values.containsKey("onvif")) {
      throw new BadInput(
          "has neither main, the address of its stream, nor onvif, where it can be asked for it");
    }
    var said = asks.ask(values, row, taken);
    var own = new CameraBlock(named.isEmpty() ? said.id() : named, values);
    return own.with(own.id(), said.values());
  }

  /// Refuses those that the configuration would not take: all at once, and one by one only where
  /// that fails.
  private static List<Fate> checked(List<Fate> fates, Path config) throws BadInput, IOException {
    var blocks = blocks(fates);
    if (blocks.isEmpty()) {
      return fates;
    }
    try {
      ConfigEdit.check(config, blocks);
      return fates;
    } catch (BadInput all) {
      var checked = new ArrayList<Fate>();
      for (var fate : fates) {
        checked.add(fate.kind() == Kind.NEW ? alone(fate, config) : fate);
      }
      if (blocks(checked).size() == blocks.size()) {
        // Each may stand alone: it is the file that takes none.
        throw all;
      }
      return checked;
    }
  }

  private static Fate alone(Fate fate, Path config) throws IOException {
    try {
      ConfigEdit.check(config, List.of(fate.block().orElseThrow()));
      return fate;
    } catch (BadInput e) {
      var key = e.key().replaceFirst("^cameras\\[\\d+]\\.?", "");
      return new Fate(
          fate.line(),
          Kind.REFUSED,
          fate.camera(),
          key.isEmpty() ? e.what() : key + ": " + e.what(),
          Optional.empty());
    }
  }

  private static List<CameraBlock> blocks(List<Fate> fates) {
    return fates.stream().flatMap(fate -> fate.block().stream()).toList();
  }

  /// Those that the configuration gets.
  List<CameraBlock> blocks() {
    return blocks(fates);
  }

  /// How many rows have which fate.
  Map<Kind, Long> counts() {
    var counts = new LinkedHashMap<Kind, Long>();
    for (var kind : Kind.values()) {
      counts.put(kind, fates.stream().filter(fate -> fate.kind() == kind).count());
    }
    return counts;
  }
}
