package org.vigie.recording;

import java.util.ArrayList;
import java.util.List;
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

  private final SqlFile sql;
  private final AtomicLong next;

  SqlLines(SqlFile sql) {
    this.sql = sql;
    this.next = new AtomicLong(sql.number("select max(number) from gap").orElse(-1) + 1);
  }

  /// @param volume the id of the volume whose journal says it
  void add(String volume, Journal.Line line) {
    switch (line) {
      case Journal.Line.GapFrom(var camera, var from, var reason, var detail) ->
          sql.write(
              "insert or replace into gap values (?,?,?,?,?,?)",
              camera.value(),
              Micros.of(from),
              next.getAndIncrement(),
              reason.name(),
              detail,
              volume);
      case Journal.Line.Deleted(var camera, var from, var to, var reel) ->
          sql.write(
              "insert or replace into deleted values (?,?,?,?,?)",
              camera.value(),
              Micros.of(from),
              Micros.of(to),
              reel,
              volume);
    }
  }

  /// Puts a journal's lines in the place of those that are here of its volume.
  void replace(String volume, List<Journal.Line> journal) {
    sql.inOneTransaction(
        () -> {
          sql.write("delete from gap where volume = ?", volume);
          sql.write("delete from deleted where volume = ?", volume);
          journal.forEach(line -> add(volume, line));
        });
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
