package org.vigie.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.vigie.base.BadInput;
import org.vigie.base.Closing;
import org.vigie.governance.LegalProfile;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.signing.Digests;
import org.vigie.model.Span;
import org.vigie.server.inspection.BundleZip;
import org.vigie.server.inspection.InspectionBundle;

/// What the town has besides its ledger, for an inspector: registers, configuration, acts and
/// profile, the public declaration. What people typed stands in the registers alone, as in those
/// that an inspector reads one by one.
final class InspectionParts implements InspectionBundle.Parts {

  /// Nobody writes an act as long as that: what is, is none.
  private static final long MOST_LAW_BYTES = 1 << 20;

  private static final String CONFIGURATION = "configuration/";

  private final Town town;
  private final NoticeBoard board;
  private final Span span;
  private final Path registers;
  private final ModelHistory models = new ModelHistory();

  /// @param registers a folder for the registers until they are packed: all are written while the
  ///     ledger is read once
  InspectionParts(Town town, NoticeBoard board, Span span, Path registers) {
    this.town = town;
    this.board = board;
    this.span = span;
    this.registers = registers;
  }

  @Override
  public void into(BundleZip zip) throws IOException {
    writeRegisters();
    for (var register : Register.values()) {
      zip.add("registers/" + name(register), registers.resolve(name(register)));
    }
    var access = town.governance().access();
    zip.add(
        "registers/access-cases.csv",
        AccessRegister.csv(access.list(), access.now()).getBytes(UTF_8));
    addConfiguration(zip);
    addProfile(zip);
    addActs(zip);
    if (town.governance().notices().publication().isPresent()) {
      zip.add("public/declaration.json", board.now().bytes());
    }
  }

  private static String name(Register register) {
    return register.word() + ".csv";
  }

  private void writeRegisters() throws IOException {
    var tables = new EnumMap<Register, RegisterTable>(Register.class);
    try (var writers = new Closing()) {
      for (var register : Register.values()) {
        Writer writer = Files.newBufferedWriter(registers.resolve(name(register)), UTF_8);
        writers.add(writer);
        tables.put(register, new RegisterTable(span, writer));
      }
      town.governance()
          .ledger()
          .replay(
              kind -> tables.keySet().stream().anyMatch(register -> register.takes(kind)),
              recorded -> take(recorded, tables));
      for (var table : tables.values()) {
        table.flush();
      }
    }
  }

  private void take(Recorded recorded, Map<Register, RegisterTable> tables) {
    models.take(recorded);
    tables.forEach(
        (register, table) -> {
          if (register.takes(recorded.entry().kind())) {
            table.take(recorded);
          }
        });
  }

  private void addConfiguration(BundleZip zip) throws IOException {
    var said = new InspectionAnswers(town);
    zip.add(CONFIGURATION + "town.json", Json.bytes(said.town()));
    zip.add(CONFIGURATION + "cameras.json", Json.bytes(said.cameras()));
    zip.add(CONFIGURATION + "acts.json", Json.bytes(said.acts()));
    zip.add(CONFIGURATION + "habilitations.json", Json.bytes(said.habilitations()));
    zip.add(CONFIGURATION + "models.json", Json.bytes(models.answer(town.cameras().model())));
  }

  private void addProfile(BundleZip zip) throws IOException {
    var profile = town.governance().profile();
    var own = town.settings().law().profile();
    if (profile.origin().builtIn()) {
      try {
        var name = profile.name();
        zip.add("profile/" + name + ".yaml", LegalProfile.builtInFile(name));
      } catch (BadInput e) {
        throw new IOException(e.getMessage(), e);
      }
    } else if (own.isPresent()) {
      addLaw("profile/", own.get(), profile.origin().sha256(), zip);
    }
  }

  private void addActs(BundleZip zip) throws IOException {
    var folder = town.settings().law().acts();
    for (var origin : InspectionAnswers.origins(town.governance().acts()).values()) {
      if (!origin.file().isEmpty()) {
        addLaw("acts/", folder.resolve(origin.file()), origin.sha256(), zip);
      }
    }
  }

  /// The file as it was read, with its signature; another that lies there now is not in force.
  private static void addLaw(String into, Path file, String sha256, BundleZip zip)
      throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_LAW_BYTES) {
      return;
    }
    var bytes = Files.readAllBytes(file);
    if (Digests.sha256(bytes).equals(sha256)) {
      zip.add(into + file.getFileName(), bytes);
      var signature = file.resolveSibling(file.getFileName() + ".sig");
      if (Files.isRegularFile(signature) && Files.size(signature) <= MOST_LAW_BYTES) {
        zip.add(into + signature.getFileName(), Files.readAllBytes(signature));
      }
    }
  }
}
