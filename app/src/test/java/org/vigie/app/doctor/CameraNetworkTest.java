package org.vigie.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What cameras' addresses tell of their network.
class CameraNetworkTest {

  private static final List<CameraNetwork.Net> NETS =
      List.of(
          new CameraNetwork.Net("office", InetAddress.ofLiteral("192.168.1.7"), 24),
          new CameraNetwork.Net("cameras", InetAddress.ofLiteral("10.20.0.1"), 20),
          new CameraNetwork.Net("cameras", InetAddress.ofLiteral("fd00:1::1"), 64));

  private static List<Finding> look(Map<String, String> hosts) {
    return CameraNetwork.look(NETS, Set.of("office"), hosts);
  }

  @Test
  void a_camera_of_the_internet_is_wrong() {
    for (var address : List.of("203.0.113.9", "2001:db8::7", "8.8.8.8")) {
      var found = look(Map.of("gate", address));
      assertThat(found).singleElement().matches(Finding::isWrong);
      assertThat(found.getFirst().found()).isEqualTo("gate at addresses of the internet");
    }
  }

  @Test
  void one_behind_a_router_or_beside_everything_else_is_told() {
    assertThat(look(Map.of("gate", "192.168.2.9")).getFirst().found())
        .isEqualTo("gate in a private network that this machine is not in");
    assertThat(look(Map.of("gate", "100.64.3.9")).getFirst().found()).contains("not in");
    assertThat(look(Map.of("gate", "192.168.1.9")).getFirst().found())
        .isEqualTo("gate in the network of office, which leads to everything else");
    assertThat(look(Map.of("gate", "192.168.1.9"))).noneMatch(Finding::isWrong);
  }

  @Test
  void a_network_of_their_own_is_right_and_names_are_asked_of_nobody() {
    var found = look(Map.of("a", "10.20.15.9", "b", "fd00:1::9", "c", "gate.example.org"));
    assertThat(found)
        .containsExactly(
            Finding.ok(
                "camera network", "2 cameras in a network of this machine's that is no way out"));
    assertThat(look(Map.of("a", "10.20.16.9")).getFirst().found()).contains("not in");
    assertThat(look(Map.of("a", "127.0.0.1"))).isEmpty();
    assertThat(look(Map.of("a", "192.0.2.256", "b", "[fd00:1::9%x"))).as("no address").isEmpty();
  }

  @Test
  void reads_the_way_out_of_linuxs_routes() {
    assertThat(
            CameraNetwork.gateways(
                """
                Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
                eth0 00000000 0101A8C0 0003 0 0 0 00000000 0 0 0
                eth0 0001A8C0 00000000 0001 0 0 0 00FFFFFF 0 0 0
                eth1 0000140A 00000000 0001 0 0 0 00F0FFFF 0 0 0
                """))
        .containsExactly("eth0");
    assertThat(CameraNetwork.gateways("")).isEmpty();
  }
}
