package org.vigie.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigie.base.login.Parameters;
import org.vigie.media.MediaException;

/// A session description (RFC 8866), as far as cameras write it and Vigie needs it. What is not
/// understood is passed over; only a description without any media is an error.
///
/// @param control of the session, as written
record Sdp(Optional<String> control, List<Media> media) {

  private static final int MOST_MEDIA = 64;

  Sdp {
    media = List.copyOf(media);
  }

  /// One `m=` section.
  ///
  /// @param kind `video`, `audio`, `application` …, in lower case
  /// @param protocol as in `RTP/AVP`
  /// @param codecs by payload type, those that an `rtpmap` names
  /// @param settings the `fmtp` parameters by payload type, their names in lower case
  record Media(
      String kind,
      String protocol,
      List<Integer> payloadTypes,
      Optional<String> control,
      Map<Integer, Codec> codecs,
      Map<Integer, Map<String, String>> settings) {

    Media {
      payloadTypes = List.copyOf(payloadTypes);
      codecs = Map.copyOf(codecs);
      settings = Map.copyOf(settings);
    }
  }

  /// @param name in upper case
  /// @param rate timestamps in a second
  record Codec(String name, int rate) {}

  static Sdp parse(byte[] body) throws MediaException {
    var sections = new ArrayList<Section>();
    Optional<String> control = Optional.empty();
    for (var line : new String(body, StandardCharsets.UTF_8).split("[\r\n]+")) {
      var text = line.strip();
      if (text.startsWith("m=")) {
        if (sections.size() == MOST_MEDIA) {
          break;
        }
        sections.add(new Section(text.substring(2)));
      } else if (text.startsWith("a=") && !sections.isEmpty()) {
        sections.getLast().attribute(text.substring(2));
      } else if (text.startsWith("a=control:") && control.isEmpty()) {
        control = Optional.of(text.substring("a=control:".length()).strip());
      }
    }
    if (sections.isEmpty()) {
      throw new MediaException.Broken("describes no media at all");
    }
    return new Sdp(control, sections.stream().map(Section::media).toList());
  }

  /// A section while its lines are read.
  private static final class Section {

    private final List<String> words;
    private final Map<Integer, Codec> codecs = new HashMap<>();
    private final Map<Integer, Map<String, String>> settings = new HashMap<>();
    private Optional<String> control = Optional.empty();

    Section(String line) {
      words = Arrays.asList(line.strip().split("\\s+"));
    }

    void attribute(String text) {
      int colon = text.indexOf(':');
      var name = colon < 0 ? text : text.substring(0, colon);
      var value = colon < 0 ? "" : text.substring(colon + 1).strip();
      var parts = value.split("\\s+", 2);
      int type = number(parts[0], 127);
      if (name.equals("control") && control.isEmpty()) {
        control = Optional.of(value);
      } else if (parts.length == 2 && type >= 0 && name.equals("rtpmap")) {
        var codec = parts[1].strip().split("/", -1);
        int rate = codec.length > 1 ? number(codec[1].strip(), 10_000_000) : -1;
        codecs.put(type, new Codec(codec[0].strip().toUpperCase(Locale.ROOT), rate));
      } else if (parts.length == 2 && type >= 0 && name.equals("fmtp")) {
        settings.put(type, Map.copyOf(Parameters.read(parts[1], ';')));
      }
    }

    Media media() {
      var types = words.stream().skip(3).map(w -> number(w, 127)).filter(t -> t >= 0).toList();
      var protocol = words.size() > 2 ? words.get(2).toUpperCase(Locale.ROOT) : "";
      var kind = words.get(0).toLowerCase(Locale.ROOT);
      return new Media(kind, protocol, types, control, codecs, settings);
    }

    private static int number(String text, int most) {
      return text.matches("\\d{1,8}") && Integer.parseInt(text) <= most
          ? Integer.parseInt(text)
          : -1;
    }
  }
}
