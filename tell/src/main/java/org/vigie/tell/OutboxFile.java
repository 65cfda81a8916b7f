package org.vigie.tell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.vigie.base.Durable;
import org.vigie.model.AlarmKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The file in which what one receiver is owed outlives the process. Of one thread.
final class OutboxFile {

  private static final System.Logger LOG = System.getLogger(OutboxFile.class.getName());

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  /// An alarm whose beginning was told, or waits to be.
  record Open(AlarmKind kind, String subject, Instant since) {}

  /// What is kept.
  ///
  /// @param first since when this receiver is told
  /// @param waiting what it is owed, oldest first
  /// @param open alarms whose end it is owed as well
  /// @param alerts the newest confirmed alerts that it was told of or is owed
  /// @param lost how many it was never told, and does not know of yet
  /// @param unwritten what it was told and the ledger does not say yet
  /// @param unwrittenLost how many it will never be told, of which the ledger does not say yet
  record Kept(
      Instant first,
      List<News> waiting,
      List<Open> open,
      List<Long> alerts,
      long lost,
      List<News> unwritten,
      long unwrittenLost) {

    Kept {
      waiting = List.copyOf(waiting);
      open = List.copyOf(open);
      alerts = List.copyOf(alerts);
      unwritten = List.copyOf(unwritten);
    }
  }

  private final Path file;
  private boolean failing;

  OutboxFile(Path file) {
    this.file = file;
  }

  /// What an earlier process kept. A file that cannot be read is put aside under a name of its own.
  Optional<Kept> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(file), Kept.class));
    } catch (IOException | JacksonException e) {
      var aside = file.resolveSibling(file.getFileName() + ".unreadable");
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} cannot be read and is put aside as {1}: what held is told again, what had ended is not",
          file,
          aside.getFileName());
      try {
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException again) {
        // The next writing replaces it.
      }
      return Optional.empty();
    }
  }

  /// Flushed when this returns. A disk that is full must not keep anybody from being told of it:
  /// then
  /// what is owed lives in memory alone, and that is logged once.
  void write(Kept kept) {
    try {
      Durable.privateFolder(
          Objects.requireNonNull(file.toAbsolutePath().getParent(), "has a parent"));
      Durable.replace(file, MAPPER.writeValueAsBytes(kept), Durable.PRIVATE_FILE);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.log(
            System.Logger.Level.WARNING,
            "{0} cannot be written ({1}): what receivers are owed is in memory alone for now",
            file,
            e.getMessage());
      }
      failing = true;
    }
  }
}
