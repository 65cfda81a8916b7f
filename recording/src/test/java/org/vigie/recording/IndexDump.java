package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/// Everything an index says, as text.
final class IndexDump {

  private IndexDump() {}

  static List<String> of(Path index) throws IOException {
    var lines = new ArrayList<String>();
    try (var sql = SqlIndex.open(index)) {
      for (var row : sql.all()) {
        lines.add(
            String.join(
                " ",
                row.reel(),
                row.camera().value(),
                row.path(),
                row.act(),
                row.start() + "",
                row.end() + "",
                row.expires() + "",
                row.headerLength() + "",
                HexFormat.of().formatHex(row.head()),
                HexFormat.of().formatHex(row.parts().encode()),
                row.closed() + "",
                row.volume(),
                sql.copies().of(row.reel()).toString()));
      }
      for (var camera : new TreeSet<>(sql.cameras())) {
        sql.lines()
            .gaps(camera, Long.MIN_VALUE, Long.MAX_VALUE)
            .forEach(gap -> lines.add(gap.toString()));
        sql.lines()
            .deleted(camera, Long.MIN_VALUE, Long.MAX_VALUE)
            .forEach(d -> lines.add(d.toString()));
      }
    }
    return lines;
  }
}
