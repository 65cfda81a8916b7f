package org.vigie.app.doctor;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Where cameras stand in the network, as far as addresses tell: nobody is asked and nothing is
/// scanned. Cameras belong into a network of their own that leads nowhere.
public final class CameraNetwork {

  private static final String SUBJECT = "camera network";
  private static final int MOST_NAMED = 5;

  /// A network that this machine is in.
  ///
  /// @param name of its interface
  /// @param bits how many of the address's first bits are the network's
  record Net(String name, InetAddress own, int bits) {

    boolean holds(InetAddress address) {
      byte[] ours = own.getAddress();
      byte[] other = address.getAddress();
      if (ours.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((ours[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private CameraNetwork() {}

  /// @param hosts where cameras are asked, by their ids; names are left out: looking them up asks
  ///     somebody
  public static List<Finding> look(Machine machine, Map<String, String> hosts) throws IOException {
    var nets = new ArrayList<Net>();
    for (var one : NetworkInterface.networkInterfaces().toList()) {
      if (one.isUp() && !one.isLoopback()) {
        for (var address : one.getInterfaceAddresses()) {
          nets.add(new Net(one.getName(), address.getAddress(), address.getNetworkPrefixLength()));
        }
      }
    }
    return look(nets, gateways(machine.text("proc/net/route").orElse("")), hosts);
  }

  /// The interfaces through which everything else is reached, from Linux's table of routes.
  static Set<String> gateways(String routes) {
    return routes
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(cells -> cells.length > 2 && cells[1].equals("00000000"))
        .filter(cells -> !cells[2].equals("00000000"))
        .map(cells -> cells[0])
        .collect(Collectors.toSet());
  }

  static List<Finding> look(List<Net> nets, Set<String> gateways, Map<String, String> hosts) {
    var outside = new TreeSet<String>();
    var routed = new TreeSet<String>();
    var shared = new TreeMap<String, Set<String>>();
    int apart = 0;
    for (var camera : new TreeMap<>(hosts).entrySet()) {
      var given = literal(camera.getValue());
      if (given.isEmpty()) {
        continue;
      }
      var address = given.get();
      if (address.isLoopbackAddress()) {
        continue;
      }
      var net = nets.stream().filter(one -> one.holds(address)).findFirst();
      if (!isPrivate(address)) {
        outside.add(camera.getKey());
      } else if (net.isEmpty()) {
        routed.add(camera.getKey());
      } else if (gateways.contains(net.get().name())) {
        shared.computeIfAbsent(net.get().name(), name -> new TreeSet<>()).add(camera.getKey());
      } else {
        apart++;
      }
    }
    var found = new ArrayList<Finding>();
    if (!outside.isEmpty()) {
      found.add(
          Finding.wrong(
              SUBJECT,
              named(outside) + " at addresses of the internet",
              "Whoever finds a camera there tries its passwords and its old firmware.",
              "A network of the cameras' own with private addresses; a tunnel for those far"
                  + " away."));
    }
    if (!routed.isEmpty()) {
      found.add(
          Finding.note(
              SUBJECT,
              named(routed) + " in a private network that this machine is not in",
              "A router lies between: what it lets through, Vigie cannot see.",
              "Let it pass this machine to the cameras, and nothing from them to anywhere."));
    }
    shared.forEach(
        (name, cameras) ->
            found.add(
                Finding.note(
                    SUBJECT,
                    named(cameras)
                        + " in the network of "
                        + name
                        + ", which leads to everything else",
                    "Cameras that reach a router may reach their makers, and be reached.",
                    "A second interface for the cameras alone, or a router that lets nothing of"
                        + " theirs out.")));
    if (apart > 0) {
      found.add(
          Finding.ok(
              SUBJECT, apart + " cameras in a network of this machine's that is no way out"));
    }
    return found;
  }

  private static String named(Set<String> cameras) {
    return cameras.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (cameras.size() > MOST_NAMED
            ? " and %d more".formatted(cameras.size() - MOST_NAMED)
            : "");
  }

  /// Nothing where it is a name, or no address that there is.
  private static Optional<InetAddress> literal(String host) {
    if (!host.matches("\\d+(\\.\\d+){3}") && !host.contains(":")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// RFC 1918, shared address space (RFC 6598), link-local, and unique local addresses of IPv6.
  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean sharedSpace =
        address instanceof Inet4Address && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    return address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || sharedSpace
        || uniqueLocal;
  }
}
