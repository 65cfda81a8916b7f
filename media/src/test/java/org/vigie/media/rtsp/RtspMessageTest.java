package org.vigie.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What the head of a message says, however it is written.
class RtspMessageTest {

  private static RtspMessage head(String text) throws Exception {
    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return RtspMessage.head(bytes, 0, bytes.length);
  }

  @Test
  void a_field_without_a_name_is_none() throws Exception {
    var message = head("RTSP/1.0 200 OK\r\n : nobody\r\n\t:nobody\r\n:nobody\r\nCSeq: 1\r\n\r\n");
    assertThat(message.fields()).containsExactly(new RtspMessage.Field("cseq", "1"));
  }
}
