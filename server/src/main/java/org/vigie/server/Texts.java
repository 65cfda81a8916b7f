package org.vigie.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.servlet.function.ServerRequest;

/// Request bodies that are text and not JSON.
final class Texts {

  private Texts() {}

  /// @throws Problem if it is longer, empty, or not UTF-8
  static String body(ServerRequest request, int mostBytes) throws IOException {
    try (var in = request.servletRequest().getInputStream()) {
      var bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw Problem.badRequest("it is larger than " + mostBytes + " bytes");
      }
      if (bytes.length == 0) {
        throw Problem.badRequest("it is empty");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("it is not text in UTF-8");
    }
  }
}
