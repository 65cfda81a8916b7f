package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.BadInput;
import org.vigie.base.login.Credentials;

class RtspUrlTest {

  @Test
  void parts_the_credentials_from_the_address() throws Exception {
    var url = RtspUrl.parse("rtsp://ad%40min:p%3Aw%2f1%25@10.0.0.7/Streaming/Channels/101?a=b&c");
    assertThat(url.address()).isEqualTo("rtsp://10.0.0.7:554/Streaming/Channels/101?a=b&c");
    assertThat(url.credentials()).hasValue(new Credentials("ad@min", "p:w/1%"));
    assertThat(url.host()).isEqualTo("10.0.0.7");
    assertThat(url.port()).isEqualTo(554);
  }

  @Test
  void takes_a_password_that_should_have_been_encoded() throws Exception {
    var slash = RtspUrl.parse("rtsp://admin:p/w?rd@cam.town.example:8554/live");
    assertThat(slash.credentials()).hasValue(new Credentials("admin", "p/w?rd"));
    assertThat(slash.address()).isEqualTo("rtsp://cam.town.example:8554/live");

    var at = RtspUrl.parse("rtsp://admin:p@ss@cam.town.example/live");
    assertThat(at.credentials()).hasValue(new Credentials("admin", "p@ss"));
  }

  @Test
  void takes_an_address_of_ip_version_6() throws Exception {
    var url = RtspUrl.parse("rtsp://[fd00::17]:8554");
    assertThat(url.host()).isEqualTo("fd00::17");
    assertThat(url.address()).isEqualTo("rtsp://[fd00::17]:8554");
  }

  @Test
  void never_prints_a_password() throws Exception {
    var url = RtspUrl.parse("rtsp://admin:hunter2@h/user=admin_password=hunter2_channel=1");
    assertThat(url.toString()).isEqualTo("rtsp://h:554");
    assertThat(url.credentials().toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://hunter2/",
        "hunter2",
        "rtsp://",
        "rtsp://a:hunter2@",
        "rtsp://a:hunter2@h:99999/",
        "rtsp://a:hunter2@h:0/",
        "rtsp://a:hunter2@h/x\ny",
        "rtsp://a:hunter2%0d%0a@h/",
        "rtsp://a:hunter2@h ost/"
      })
  void says_what_is_wrong_without_repeating_it(String text) {
    assertThatThrownBy(() -> RtspUrl.parse(text))
        .isInstanceOf(BadInput.class)
        .message()
        .contains("camera")
        .doesNotContain("hunter2");
  }

  @Test
  void knows_the_port_of_encrypted_addresses() throws Exception {
    var url = RtspUrl.parse("RTSPS://u:p@cam.example/live");
    assertThat(url.secure()).isTrue();
    assertThat(url.port()).isEqualTo(322);
    assertThat(url.address()).isEqualTo("rtsps://cam.example:322/live");
    assertThat(url).hasToString("rtsps://cam.example:322");
    assertThat(url.with(new Credentials("a", "b")).secure()).isTrue();
    assertThat(RtspUrl.parse("rtsp://cam.example/live").secure()).isFalse();
  }
}
