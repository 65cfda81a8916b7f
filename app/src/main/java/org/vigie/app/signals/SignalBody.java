package org.vigie.app.signals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.desk.outside.OutsideSignals;
import org.vigie.model.CameraId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What came on a topic: a plain word, or the same object that a webhook brings, `{camera?, kind,
/// text}`, with an `id` by which it is known again. Reading is pure.
///
/// @param word whether it was a plain word, which says nothing but itself
/// @param id empty where it has none
record SignalBody(boolean word, Optional<CameraId> camera, String kind, String text, String id) {

  static final String WORD = "[a-z0-9][a-z0-9-]{0,39}";

  /// As of a webhook.
  static final int MOST_BYTES = 4096;

  private static final int LONGEST_ID = 200;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private record Fields(
      @Nullable String camera, @Nullable String kind, @Nullable String text, @Nullable String id) {}

  /// Nothing where it is neither.
  static Optional<SignalBody> read(byte[] body) {
    if (body.length > MOST_BYTES) {
      return Optional.empty();
    }
    String said;
    try {
      said = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString().strip();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    if (!said.startsWith("{")) {
      var word = said.toLowerCase(Locale.ROOT);
      return word.matches(WORD)
          ? Optional.of(new SignalBody(true, Optional.empty(), word, word, ""))
          : Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.readValue(said, Fields.class)).flatMap(SignalBody::read);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<SignalBody> read(Fields fields) {
    var kind = fields.kind();
    var said = fields.text();
    var id = fields.id() == null ? "" : fields.id();
    var camera = fields.camera();
    if (kind == null
        || said == null
        || !kind.matches(WORD)
        || said.length() > OutsideSignals.LONGEST_TEXT
        || id.length() > LONGEST_ID
        || camera != null && !CameraId.isValid(camera)) {
      return Optional.empty();
    }
    var text = said.replaceAll("[\\p{C}\\s]+", " ").strip();
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SignalBody(false, Optional.ofNullable(camera).map(CameraId::new), kind, text, id));
  }
}
