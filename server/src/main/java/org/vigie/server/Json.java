package org.vigie.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.model.CameraId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The API's JSON: snake_case names, instants as text, what is absent left out.
final class Json {

  private static final int MOST_BYTES = 64 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .addMixIn(CameraId.class, IdAsText.class)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /// An id is its text.
  private interface IdAsText {
    @JsonValue
    String value();
  }

  private Json() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static ServerResponse ok(Object value) {
    return answer(HttpStatus.OK, value);
  }

  static ServerResponse answer(HttpStatusCode status, Object value) {
    return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).body(bytes(value));
  }

  /// The request's body, of at most 64 KiB.
  ///
  /// @throws Problem if it is not what the document says
  static <T> T read(ServerRequest request, Class<T> type) throws IOException {
    return read(request, type, MOST_BYTES, Problem.badRequest("it is larger than 64 KiB"));
  }

  /// A body that was read already, because its bytes are signed.
  static <T> T parse(String body, Class<T> type) {
    try {
      T value = MAPPER.readValue(body, type);
      if (value == null) {
        throw Problem.badRequest("it is empty");
      }
      return value;
    } catch (JacksonException e) {
      throw Problem.badRequest("it is not the JSON that the API document asks for");
    }
  }

  /// The same with a bound of its own, for what holds a file.
  ///
  /// @param tooLarge thrown for what is larger, before it is read where its length is known
  static <T> T read(ServerRequest request, Class<T> type, int mostBytes, Problem tooLarge)
      throws IOException {
    if (request.servletRequest().getContentLengthLong() > mostBytes) {
      throw tooLarge;
    }
    try (InputStream in = request.servletRequest().getInputStream()) {
      var bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw tooLarge;
      }
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw Problem.badRequest("it is empty");
      }
      return value;
    } catch (JacksonException e) {
      // Jackson's message would repeat the input, which may be a password.
      var field = e.getPath().isEmpty() ? "" : ", at " + e.getPath().getFirst().getPropertyName();
      throw Problem.badRequest("it is not the JSON that the API document asks for" + field);
    }
  }
}
