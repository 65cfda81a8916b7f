package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.vigie.model.CameraId;
import org.vigie.model.GapReason;

/// What the journals of all volumes say, in the index: where gaps begin and why, and which reels
/// were destroyed. Each line knows its volume, so that those of a volume that is away stay.
final class SqlLines {

  static final List<String> TABLES = List.of("gap", "deleted");
  static final List<String> SCHEMA =
      List.of(
          """
          create table gap (
            camera text not null, from_us integer not null, number integer not null,
            reason text not null, detail text not null, volume text not null,
            primary key (camera, from_us, number)) without rowid\
          """,
          """
          create table deleted (
            camera text not null, from_us integer not null, to_us integer not null,
            reel text not null, volume text not null,
            primary key (camera, from_us, reel)) without rowid\
          """,
          "create index deleted_reel on deleted (reel)");

  private static final String REEL_INDEX =
      "create index if not exists deleted_reel on deleted (reel)";

  /// Lines that are taken in together: enough that a transaction's cost does not count, few enough
  /// that nobody waits for long.
  private static final int LINES_AT_ONCE = 5_000;

  /// From so much on, the index of reels is made anew rather than line by line.
  private static final long MUCH_BYTES = 8L << 20;

  private static final long MANY_REELS = 100_000;

  /// Marks a line that stands for many reels; the volume's id follows, as two volumes may have one
  /// that begins at the same instant.
  private static final String FOLDED = "folded ";

  private final SqlFile sql;
  private final AtomicLong next;

  SqlLines(SqlFile sql) {
    this.sql = sql;
    this.next = new AtomicLong(sql.number("select max(number) from gap").orElse(-1) + 1);
    if (sql.number("select count(*) from sqlite_master where name = 'deleted_reel'").orElse(0)
        == 0) {
      // Cut off while much was taken in.
      sql.write(REEL_INDEX);
    }
  }

  /// Adds a line. One that is here already counts once; said with other words, with those.
  ///
  /// @param volume the id of the volume whose journal says it
  void add(String volume, Journal.Line line) {
    switch (line) {
      case Journal.Line.GapFrom(var camera, var from, var reason, var detail) -> {
        sql.write(
            "delete from gap where camera = ? and from_us = ? and reason = ? and volume = ?",
            camera.value(),
            Micros.of(from),
            reason.name(),
            volume);
        sql.write(
            "insert into gap values (?,?,?,?,?,?)",
            camera.value(),
            Micros.of(from),
            next.getAndIncrement(),
            reason.name(),
            detail,
            volume);
      }
      case Journal.Line.Deleted(var camera, var from, var to, var reel) ->
          deleted(volume, camera, from, to, reel);
      case Journal.Line.Folded(var camera, var from, var to, var reels) ->
          deleted(volume, camera, from, to, FOLDED + volume);
    }
  }

  private void deleted(String volume, CameraId camera, Instant from, Instant to, String reel) {
    sql.write(
        "insert or replace into deleted values (?,?,?,?,?)",
        camera.value(),
        Micros.of(from),
        Micros.of(to),
        reel,
        volume);
  }

  /// What [#takeIn] took.
  record Taken(int gaps, long deletions) {}

  /// Takes in what a volume's journal says and has not been taken in yet: what follows the line
  /// that was the last one then, or all of it, in the place of what is here, where that line is
  /// no longer there. What was added by [#add] meanwhile counts once.
  synchronized Taken takeIn(String volume, Path journal) throws IOException {
    var mark = mark(volume);
    if (mark.isPresent() && !mark.get().fits(journal)) {
      mark = Optional.empty();
    }
    if (mark.isEmpty()) {
      forget(volume);
    }
    long from = mark.map(JournalMark::end).orElse(0L);
    boolean much = Files.exists(journal) && Files.size(journal) - from > MUCH_BYTES;
    if (much) {
      sql.write("drop index if exists deleted_reel");
    }
    try (var reader = JournalReader.open(journal, from)) {
      var taken = new Taken(0, 0);
      for (var some = some(reader); !some.isEmpty(); some = some(reader)) {
        taken = add(volume, some, reader.mark(), taken);
      }
      return taken;
    } finally {
      if (much) {
        sql.write(REEL_INDEX);
      }
    }
  }

  /// An empty list is the end.
  private static List<Optional<Journal.Line>> some(JournalReader reader) throws IOException {
    var some = new ArrayList<Optional<Journal.Line>>();
    while (some.size() < LINES_AT_ONCE && reader.next()) {
      some.add(reader.line());
    }
    return some;
  }

  private Taken add(
      String volume, List<Optional<Journal.Line>> some, JournalMark mark, Taken before) {
    sql.inOneTransaction(
        () -> {
          some.forEach(line -> line.ifPresent(known -> add(volume, known)));
          remember(volume, mark);
        });
    int gaps = before.gaps();
    long deletions = before.deletions();
    for (var line : some) {
      if (line.isPresent()) {
        switch (line.get()) {
          case Journal.Line.GapFrom gap -> gaps++;
          case Journal.Line.Deleted deleted -> deletions++;
          case Journal.Line.Folded folded -> deletions += folded.reels();
        }
      }
    }
    return new Taken(gaps, deletions);
  }

  /// How far a volume's journal was taken in.
  Optional<JournalMark> mark(String volume) {
    var found = new ArrayList<String>();
    sql.query(
        "select value from meta where name = ?",
        rows -> found.add(rows.getString(1)),
        markName(volume));
    return found.stream().findFirst().flatMap(JournalMark::parse);
  }

  private void remember(String volume, JournalMark mark) {
    sql.write("insert or replace into meta values (?, ?)", markName(volume), mark.text());
  }

  private static String markName(String volume) {
    return "journal " + volume;
  }

  private void forget(String volume) {
    sql.inOneTransaction(
        () -> {
          sql.write("delete from meta where name = ?", markName(volume));
          sql.write("delete from gap where volume = ?", volume);
          sql.write("delete from deleted where volume = ?", volume);
        });
  }

  /// How many lines about single reels a volume's journal has, and how many of those are about
  /// footage of before an instant.
  Foldable foldable(String volume, Instant before) {
    var found = new ArrayList<Foldable>();
    sql.query(
        """
        select count(*), coalesce(sum(to_us < ?), 0) from deleted
        where volume = ? and reel not like 'folded %'\
        """,
        rows -> found.add(new Foldable(rows.getLong(1), rows.getLong(2))),
        Micros.of(before),
        volume);
    return found.getFirst();
  }

  record Foldable(long lines, long old) {}

  /// Says the same as a journal that was folded.
  synchronized void folded(String volume, Instant before, JournalFold.Result fold) {
    if (fold.folded().stream().mapToLong(Journal.Line.Folded::reels).sum() > MANY_REELS) {
      sql.write("drop index if exists deleted_reel");
    }
    sql.inOneTransaction(
        () -> {
          sql.write(
              "delete from deleted where volume = ? and (to_us < ? or reel = ?)",
              volume,
              Micros.of(before),
              FOLDED + volume);
          fold.folded().forEach(line -> add(volume, line));
          remember(volume, fold.mark());
        });
    sql.write(REEL_INDEX);
  }

  /// What a camera's journal says up to `to`, from the last line before `from` on, in its order.
  List<Journal.Line.GapFrom> gaps(CameraId camera, long from, long to) {
    var found = new ArrayList<Journal.Line.GapFrom>();
    sql.query(
        """
        select from_us, reason, detail from gap where camera = ?1 and from_us < ?3 and from_us >=
          coalesce((select max(from_us) from gap where camera = ?1 and from_us <= ?2), 0)
        order by from_us, number\
        """,
        rows ->
            found.add(
                new Journal.Line.GapFrom(
                    camera,
                    Micros.instant(rows.getLong(1)),
                    GapReason.valueOf(rows.getString(2)),
                    rows.getString(3))),
        camera.value(),
        from,
        to);
    return found;
  }

  /// A camera's destroyed footage that meets a span, and its nearest neighbours.
  List<Stretch> deleted(CameraId camera, long from, long to) {
    var found = new ArrayList<Stretch>();
    sql.query(
        """
        select from_us, to_us from deleted where camera = ?1 and (
          (from_us < ?3 and to_us > ?2)
          or from_us = (select max(from_us) from deleted where camera = ?1 and from_us < ?2)
          or from_us = (select min(from_us) from deleted where camera = ?1 and from_us >= ?3))\
        """,
        rows -> found.add(Stretch.of(rows.getLong(1), rows.getLong(2), 0)),
        camera.value(),
        from,
        to);
    return found;
  }

  /// The reels that the journal says were destroyed.
  boolean isDeleted(String reel) {
    var found = new ArrayList<Integer>();
    sql.query("select 1 from deleted where reel = ? limit 1", rows -> found.add(1), reel);
    return !found.isEmpty();
  }
}
