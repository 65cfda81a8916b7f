package org.vigie.media.rtsp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.base.FakeClocks;
import org.vigie.base.login.Challenge;
import org.vigie.base.login.Credentials;
import org.vigie.fuzz.Corpora;
import org.vigie.fuzz.Target;
import org.vigie.media.MediaException;

/// What cameras say before pictures come.
public final class RtspTargets {

  private static final Credentials LOGIN = new Credentials("operator", "s3cret é");

  private static final String[] HEADS = {
    "RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE, GET_PARAMETER\r\n\r\n",
    "RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nWWW-Authenticate: Digest realm=\"a\", nonce=\"b\"\r\n\r\n"
        + "RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 3\r\n\r\nm=v",
    "$\0\0\4abcdRTSP/1.0 454 Session Not Found\r\ncseq:1\r\n\r\n",
    "ANNOUNCE rtsp://x RTSP/1.0\r\nCSeq: 9\r\n\r\nRTSP/1.0 302 Moved\r\nCSeq: 1\r\nLocation: rtsp://b/c\r\n\r\n"
  };

  private static final String[] CHALLENGES = {
    "Basic realm=\"camera\"",
    "Digest realm=\"IP Camera(12345)\", nonce=\"8b84\", algorithm=MD5, stale=\"FALSE\"",
    "Digest realm=\"a\\\"b\", nonce=\"n\", qop=\"auth,auth-int\", algorithm=SHA-256-sess, opaque=\"o\""
  };

  private static final String[] URLS = {
    "rtsp://user:p%40ss@camera.example:554/Streaming/Channels/101?transportmode=unicast",
    "rtsp://[fe80::1]/",
    "rtsp://u:p/a?b@10.0.0.9:8554/live",
    "RTSP://h",
    "rtsp://a/{x} y?z?w"
  };

  private static final String SDP =
      """
      v=0
      o=- 1 1 IN IP4 10.0.0.9
      s=Media Presentation
      a=control:*
      m=video 0 RTP/AVP 96
      a=control:trackID=1
      a=rtpmap:96 H264/90000
      a=fmtp:96 packetization-mode=1;profile-level-id=64001e;sprop-parameter-sets=Z2QAHqyyAUBf8uAiAAADAAIAAAMAZB4sXJA=,aOvDyyLA
      m=audio 0 RTP/AVP 0
      a=control:trackID=2
      """;

  private RtspTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
                "rtsp-message",
                List.of(MediaException.Broken.class),
                Target.Bound.of(1 << 20, 64),
                () -> texts(HEADS),
                RtspTargets::message)
            .with(RtspTargets::transcripts),
        Target.of(
                "rtsp-dialogue",
                List.of(MediaException.class),
                Target.Bound.of(2 << 20, 256),
                () -> texts(HEADS),
                RtspTargets::dialogue)
            .with(RtspTargets::transcripts),
        Target.of(
            "rtsp-url",
            List.of(BadInput.class),
            Target.Bound.of(1 << 20, 64),
            () -> texts(URLS),
            RtspTargets::url),
        Target.of(
                "rtsp-challenge",
                List.of(),
                Target.Bound.of(1 << 20, 256),
                () -> texts(CHALLENGES),
                RtspTargets::challenge)
            .with(() -> Corpora.go("gortsplib_fuzz/headers")),
        Target.of(
                "rtsp-transport",
                List.of(),
                Target.Bound.of(1 << 20, 64),
                () ->
                    texts(
                        "RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=D6D61A70",
                        "RTP/AVP/TCP;interleaved=255"),
                RtspTargets::transport)
            .with(() -> Corpora.go("gortsplib_fuzz/headers")),
        Target.of(
                "sdp",
                List.of(MediaException.class),
                Target.Bound.of(1 << 20, 1024),
                () -> texts(SDP),
                RtspTargets::sdp)
            .with(
                () ->
                    concat(
                        concat(
                            Corpora.go("gortsplib_fuzz/sdpunmarshaler"),
                            Corpora.go("gortsplib_fuzz/description")),
                        transcripts())));
  }

  private static List<byte[]> transcripts() throws java.io.IOException {
    return concat(
        Corpora.files("retina_rtsp_transcripts", ".txt"), Corpora.go("gortsplib_fuzz/base"));
  }

  private static List<byte[]> concat(List<byte[]> first, List<byte[]> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  private static void message(byte[] input) throws MediaException {
    var message = RtspMessage.head(input, 0, input.length);
    require(message.status() == 0 || message.status() >= 100, "a status has three digits");
    var written = new StringBuilder();
    written.append(message.status() == 0 ? "A b RTSP/1.0" : "RTSP/1.0 " + message.status());
    for (var field : message.fields()) {
      written.append("\r\n").append(field.name()).append(": ").append(field.value());
    }
    var bytes = written.append("\r\n\r\n").toString().getBytes(ISO_8859_1);
    require(
        RtspMessage.head(bytes, 0, bytes.length).fields().equals(message.fields()),
        "fields written again are the same fields");
  }

  /// The camera says all of the input, whatever it is asked.
  private static void dialogue(byte[] input) throws Exception {
    var socket = saying(input);
    try (var connection = new RtspConnection(socket, socket)) {
      var dialogue =
          new RtspDialogue(
              connection,
              Optional.of(LOGIN),
              Duration.ofSeconds(5),
              new FakeClocks(),
              arrived ->
                  require(
                      connection.frameAt() + connection.frameLength() <= connection.buffer().length,
                      "a frame lies in the buffer"));
      var answer = dialogue.ask("DESCRIBE", "rtsp://camera.example/a", "Accept: application/sdp");
      var unused = new ControlUrls(answer, "rtsp://camera.example/a").track(Optional.of("t=1"));
      Answers.requireSuccess(answer.status());
      while (connection.next() != RtspConnection.Item.NONE) {
        require(connection.frameLength() >= 0, "a frame has a length");
      }
    }
  }

  private static void url(byte[] input) throws BadInput {
    var url = RtspUrl.parse(text(input));
    var again = RtspUrl.parse(url.address());
    require(again.address().equals(url.address()), "an address read again is the same");
    require(again.host().equals(url.host()) && again.port() == url.port(), "so are host and port");
    require(url.port() > 0 && url.port() < 65_536, "a port has 16 bits");
  }

  private static void challenge(byte[] input) {
    var lines = text(input).lines().limit(20).toList();
    var strongest = Challenge.strongest(lines);
    if (strongest.isPresent()) {
      var answer = strongest.get().answer(LOGIN, "DESCRIBE", "rtsp://camera.example/a");
      // The answer repeats what the camera said: its realm and its nonce.
      boolean said = lines.stream().anyMatch(line -> line.contains("s3cret"));
      require(
          said || !answer.contains("s3cret"),
          "the password itself is never sent by Digest or Basic");
      require(answer.indexOf('\n') < 0, "an answer is one line");
      var unused = strongest.get().isStale();
    }
  }

  private static void transport(byte[] input) {
    var transport = Transport.parse(text(input));
    if (transport.isEmpty()) {
      return;
    }
    switch (transport.get()) {
      case Transport.Interleaved(int rtp, int rtcp) -> {
        require(rtp >= 0 && rtp <= 255, "a channel has one byte");
        require(rtcp >= 0 && rtcp <= 256, "so has the other, or it is none that is ever used");
      }
      case Transport.Datagrams(int rtp, int rtcp, String source) -> {
        require(rtp >= 0 && rtp <= 65_535, "a port has two bytes");
        require(rtcp >= 0 && rtcp <= 65_535, "so has the other");
        require(source.equals(source.strip()), "an address has no blanks around it");
      }
    }
  }

  private static void sdp(byte[] input) throws MediaException {
    var sdp = Sdp.parse(input);
    require(!sdp.media().isEmpty(), "a description has media");
    var track = VideoTrack.choose(sdp);
    require(track.rate() > 0, "a track has a rate");
  }

  /// A socket of whose other side all is known beforehand.
  private static Socket saying(byte[] input) {
    var copy = Arrays.copyOf(input, input.length);
    return new Socket() {
      private final InputStream in = new ByteArrayInputStream(copy);

      @Override
      public InputStream getInputStream() {
        return in;
      }

      @Override
      public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
      }

      @Override
      public void setSoTimeout(int millis) {}
    };
  }
}
