package org.vigie.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.governance.Right;
import org.vigie.governance.Role;

/// What design/roles.md says of roles and addresses.
record RoleTable(Map<Role, Set<Right>> roles, List<Row> rows) {

  private static final Path PAGE = Path.of("../design/roles.md");
  private static final Pattern LINE = Pattern.compile("\\| `([^`]+)` \\| ([^|]+?) \\|.*");

  /// One address.
  ///
  /// @param address method and path, with a query or a word that says what is sent
  /// @param open needs no session
  /// @param anyOf the rights, any of which lets pass; empty for anybody signed in
  record Row(String address, boolean open, Set<Right> anyOf) {

    String method() {
      return address.substring(0, address.indexOf(' '));
    }

    /// As openapi.yaml names it.
    String operation() {
      return address.split("\\?", 2)[0].replaceAll("^(\\S+ \\S+) .*", "$1");
    }

    boolean lets(Role role) {
      return open || anyOf.isEmpty() || role.rights().stream().anyMatch(anyOf::contains);
    }
  }

  static RoleTable read() throws IOException {
    var roles = new TreeMap<Role, Set<Right>>();
    var rows = new ArrayList<Row>();
    for (var line : Files.readAllLines(PAGE)) {
      var match = LINE.matcher(line);
      if (match.matches() && match.group(1).contains(" /")) {
        var who = match.group(2);
        boolean all = who.equals("open") || who.equals("anybody signed in");
        rows.add(
            new Row(
                match.group(1), who.equals("open"), all ? Set.of() : rights(who.split(" or "))));
      } else if (line.matches("\\| `[A-Z_]+` \\|.*\\|")) {
        var cells = line.split(" *\\| *");
        var role = Role.valueOf(cells[1].replace("`", ""));
        roles.put(role, cells[2].equals("none") ? Set.of() : rights(cells[2].split(", ")));
      }
    }
    return new RoleTable(roles, rows);
  }

  private static Set<Right> rights(String[] names) {
    return Stream.of(names).map(Right::valueOf).collect(Collectors.toSet());
  }
}
