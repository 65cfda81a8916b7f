package org.vigie.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.vigie.base.BadInput;

class OnvifAddressTest {

  @Test
  void reads_hosts_and_addresses() throws Exception {
    assertThat(OnvifAddress.parse("192.0.2.10"))
        .hasToString("http://192.0.2.10/onvif/device_service");
    assertThat(OnvifAddress.parse(" camera.example:8000/ "))
        .hasToString("http://camera.example:8000/onvif/device_service");
    assertThat(OnvifAddress.parse("https://[2001:db8::1]:444/x?y=1"))
        .hasToString("https://[2001:db8::1]:444/x?y=1");
  }

  @Test
  void says_what_is_wrong_and_never_a_password() {
    for (var text : new String[] {"", "http://", "ftp://x", "a b", "http://x:70000000000/"}) {
      assertThatThrownBy(() -> OnvifAddress.parse(text))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("should be HOST");
    }
    assertThatThrownBy(() -> OnvifAddress.parse("http://admin:secret@192.0.2.10"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("should not hold a user or a password")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> OnvifAddress.parse("rtsp://192.0.2.10/main"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("give its host, such as 192.0.2.10");
  }

  @Test
  void asks_no_other_host_and_never_without_tls_where_it_was_asked_with() throws Exception {
    var camera = OnvifAddress.parse("https://cam.example:8443");
    assertThat(camera.service("http://192.168.1.9/onvif/media"))
        .hasToString("https://cam.example:8443/onvif/media");
    assertThat(camera.service("http://cam.example/onvif/media?x=1"))
        .hasToString("https://cam.example:8443/onvif/media?x=1");
    assertThat(camera.service("https://cam.example:9443/onvif/media"))
        .hasToString("https://cam.example:9443/onvif/media");
    assertThat(camera.service("https://u:p@cam.example:9443/m"))
        .hasToString("https://cam.example:8443/m");
    assertThatThrownBy(() -> camera.service("http://a b"))
        .isInstanceOf(OnvifException.Broken.class);
  }

  @Test
  void takes_streams_of_this_host_without_a_login_in_them() throws Exception {
    var camera = OnvifAddress.parse("10.0.0.5");
    assertThat(camera.stream("RTSP://admin:secret@192.168.1.9:554/Ch 1/{main}?a=b?c"))
        .hasValue("rtsp://10.0.0.5:554/Ch 1/{main}?a=b?c");
    assertThat(camera.isElsewhere("rtsp://192.168.1.9/x")).isTrue();
    assertThat(camera.isElsewhere("rtsp://10.0.0.5/x")).isFalse();
    assertThat(camera.stream("http://10.0.0.5/x")).isEmpty();
    assertThat(camera.stream("rtsp://10.0.0.5/x\nmain: evil")).isEmpty();
  }
}
