package org.vigie.simulator.serve;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/// Answers RTSP requests (RFC 2326) about the channels. A camera that has one track of video and
/// speaks interleaved TCP only.
///
/// Used by the server's thread.
final class Conversation {

  private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})");
  private static final String TRACK = "/track1";
  private static final String METHODS =
      "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";

  private final Map<String, Channel> channels;
  private final BiConsumer<Channel, Client> onPlay;
  private final Instant epoch;

  Conversation(Map<String, Channel> channels, BiConsumer<Channel, Client> onPlay, Instant epoch) {
    this.channels = channels;
    this.onPlay = onPlay;
    this.epoch = epoch;
  }

  /// Reads what has arrived and answers it.
  ///
  /// @return false when the connection is over
  boolean read(Client client) throws IOException {
    int bytes = client.socket().read(client.in);
    client.in.flip();
    try {
      for (var r = Request.take(client.in); r.isPresent(); r = Request.take(client.in)) {
        var request = r.get();
        client.write(RtspServer.bytes(answer(client, request)));
        if (request.method().equals("PLAY")) {
          start(client);
        }
        if (request.method().equals("TEARDOWN")) {
          return false;
        }
      }
    } catch (Request.Malformed e) {
      client.write(RtspServer.bytes("RTSP/1.0 400 Bad Request\r\n\r\n"));
      return false;
    }
    client.in.compact();
    // A full buffer without one whole request in it will never hold one.
    return bytes >= 0 && client.in.hasRemaining();
  }

  private void start(Client client) {
    if (client.channel != null && !client.playing) {
      onPlay.accept(client.channel, client);
      client.play(client.channel.nextKey());
    }
  }

  private String answer(Client client, Request request) {
    return switch (request.method()) {
      case "OPTIONS" -> reply(request, "200 OK", "Public: " + METHODS + "\r\n");
      case "DESCRIBE" -> describe(request);
      case "SETUP" -> setUp(client, request);
      case "PLAY" -> play(client, request);
      case "GET_PARAMETER", "SET_PARAMETER", "TEARDOWN" ->
          reply(request, "200 OK", session(client));
      default -> reply(request, "501 Not Implemented", "Public: " + METHODS + "\r\n");
    };
  }

  private String describe(Request request) {
    var channel = channels.get(strip(request.path()));
    if (channel == null) {
      return reply(request, "404 Not Found", "");
    }
    var sdp =
        """
        v=0
        o=- %d 1 IN IP4 127.0.0.1
        s=%s
        c=IN IP4 0.0.0.0
        t=0 0
        a=control:*
        a=range:npt=now-
        m=video 0 RTP/AVP 96
        a=rtpmap:96 H264/90000
        a=fmtp:96 %s
        a=framerate:%d
        a=control:track1
        """
            .formatted(
                epoch.getEpochSecond(),
                channel.path().substring(1),
                channel.clip().formatParameters(),
                channel.clip().rate())
            .replace("\n", "\r\n");
    var base = request.url().endsWith("/") ? request.url() : request.url() + "/";
    var headers =
        "Content-Base: %s\r\nContent-Type: application/sdp\r\nContent-Length: %d\r\n"
            .formatted(base, sdp.length());
    return reply(request, "200 OK", headers) + sdp;
  }

  private String setUp(Client client, Request request) {
    var channel = channels.get(strip(request.path()));
    if (channel == null) {
      return reply(request, "404 Not Found", "");
    }
    if (client.playing) {
      return reply(request, "455 Method Not Valid in This State", session(client));
    }
    var transport = request.header("transport");
    if (!transport.contains("TCP")) {
      return reply(request, "461 Unsupported Transport", "");
    }
    var match = INTERLEAVED.matcher(transport);
    int interleaved = match.find() ? Math.min(254, Integer.parseInt(match.group(1))) : 0;
    client.setUp(channel, interleaved);
    return reply(
        request,
        "200 OK",
        "Transport: RTP/AVP/TCP;unicast;interleaved=%d-%d;ssrc=%08X\r\nSession: %s;timeout=60\r\n"
            .formatted(interleaved, interleaved + 1, client.ssrc(), client.session));
  }

  private String play(Client client, Request request) {
    var channel = client.channel;
    if (channel == null) {
      return reply(request, "455 Method Not Valid in This State", "");
    }
    return reply(
        request,
        "200 OK",
        session(client)
            + "Range: npt=now-\r\nRTP-Info: url=%s%s;seq=%d\r\n"
                .formatted(stripUrl(request.url()), TRACK, client.sequence()));
  }

  private static String session(Client client) {
    return "Session: " + client.session + "\r\n";
  }

  private static String strip(String path) {
    var bare = stripUrl(path);
    return bare.endsWith(TRACK) ? bare.substring(0, bare.length() - TRACK.length()) : bare;
  }

  private static String stripUrl(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static String reply(Request request, String status, String headers) {
    return "RTSP/1.0 %s\r\nCSeq: %s\r\nServer: vigie-simulator\r\n%s\r\n"
        .formatted(status, request.header("cseq"), headers);
  }
}
