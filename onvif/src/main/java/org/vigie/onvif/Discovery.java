package org.vigie.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.base.Clocks;
import org.vigie.base.RandomIds;

/// Calls cameras by multicast and collects who answers (WS-Discovery). Only when somebody asks for
/// it, and for a few seconds: nothing in Vigie listens for cameras.
///
/// @param group where to call
/// @param patience how long answers are waited for
/// @param most cameras; with so many it ends at once
public record Discovery(InetSocketAddress group, Duration patience, int most) {

  /// As the standard has it.
  public static final Discovery USUAL =
      new Discovery(new InetSocketAddress("239.255.255.250", 3702), Duration.ofSeconds(4), 1000);

  private static final int MOST_BYTES = 65_507;

  /// Datagrams get lost; cameras wait up to half a second before they answer.
  private static final int CALLS = 2;

  /// Calls in every IPv4 network of this machine, and waits.
  ///
  /// @throws IOException if no network can be called in
  public List<FoundCamera> find(Clocks clocks) throws IOException {
    var sockets = new ArrayList<DatagramSocket>();
    try {
      for (var local : locals()) {
        sockets.add(open(local));
      }
      if (sockets.isEmpty()) {
        throw new IOException(
            "this machine has no network in which cameras could be called; ask one by its address");
      }
      return collect(sockets, clocks);
    } finally {
      sockets.forEach(DatagramSocket::close);
    }
  }

  /// Calls from one of this machine's addresses, and waits.
  public List<FoundCamera> find(Clocks clocks, InetAddress local) throws IOException {
    try (var socket = open(local)) {
      return collect(List.of(socket), clocks);
    }
  }

  private List<FoundCamera> collect(List<DatagramSocket> sockets, Clocks clocks)
      throws IOException {
    var calls = new ArrayList<String>();
    for (int i = 0; i < CALLS; i++) {
      var id = "urn:uuid:" + RandomIds.uuid();
      calls.add(id);
      call(sockets, ProbeMessage.call(id));
    }
    var found = new LinkedHashMap<String, FoundCamera>();
    var deadline = clocks.elapsed().plus(patience);
    var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
    for (int turn = 0; found.size() < most; turn = (turn + 1) % sockets.size()) {
      var left = deadline.minus(clocks.elapsed());
      if (!left.isPositive()) {
        break;
      }
      // With several networks each is listened to for a little, in turn; their sockets keep what
      // arrives meanwhile.
      var socket = sockets.get(turn);
      long millis = sockets.size() == 1 ? left.toMillis() : Math.min(left.toMillis(), 50);
      socket.setSoTimeout((int) Math.max(1, millis));
      try {
        packet.setLength(MOST_BYTES);
        socket.receive(packet);
        take(packet, calls, found);
      } catch (SocketTimeoutException e) {
        // Nobody of that network, for now.
      }
    }
    return List.copyOf(found.values());
  }

  private void take(DatagramPacket packet, List<String> calls, Map<String, FoundCamera> found) {
    var bytes = new byte[packet.getLength()];
    System.arraycopy(packet.getData(), packet.getOffset(), bytes, 0, bytes.length);
    for (var camera : ProbeMessage.answers(bytes, calls, packet.getAddress().getHostAddress())) {
      if (found.size() < most) {
        found.putIfAbsent(camera.id(), camera);
      }
    }
  }

  private void call(List<DatagramSocket> sockets, String message) throws IOException {
    var bytes = message.getBytes(StandardCharsets.UTF_8);
    IOException failed = null;
    int sent = 0;
    for (var socket : sockets) {
      try {
        socket.send(new DatagramPacket(bytes, bytes.length, group));
        sent++;
      } catch (IOException e) {
        failed = e;
      }
    }
    if (sent == 0 && failed != null) {
      throw new IOException("cameras cannot be called here: " + failed.getMessage(), failed);
    }
  }

  private static DatagramSocket open(InetAddress local) throws IOException {
    var socket = new DatagramSocket(new InetSocketAddress(local, 0));
    try {
      var network = NetworkInterface.getByInetAddress(local);
      if (network != null) {
        socket.setOption(java.net.StandardSocketOptions.IP_MULTICAST_IF, network);
      }
      return socket;
    } catch (IOException | UnsupportedOperationException e) {
      socket.close();
      throw new IOException(local.getHostAddress() + ": " + e.getMessage(), e);
    }
  }

  private static List<InetAddress> locals() throws IOException {
    var found = new ArrayList<InetAddress>();
    for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (network.isUp() && !network.isLoopback() && network.supportsMulticast()) {
        Collections.list(network.getInetAddresses()).stream()
            .filter(Inet4Address.class::isInstance)
            .findFirst()
            .ifPresent(found::add);
      }
    }
    return found;
  }
}
