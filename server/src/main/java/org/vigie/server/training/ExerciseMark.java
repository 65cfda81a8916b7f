package org.vigie.server.training;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.server.paper.Sheet;

/// Marks what leaves the server of an exercise: each sheet of paper bears a watermark, each file
/// has a name that begins so. The pictures themselves are stamped where they are drawn, and the
/// town's own name, which every file says, begins with the same word.
public final class ExerciseMark implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  /// Both languages: a file that was left lying somewhere is read by anybody.
  public static final String WORDS = "EXERCICE · TRAINING";

  /// What the name of a file begins with.
  static final String PREFIX = "EXERCICE-TRAINING-";

  @Override
  public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    var answer = ScopedValue.where(Sheet.MARK, WORDS).call(() -> next.handle(request));
    return new Marked(answer);
  }

  /// The same answer, with another file name.
  private record Marked(ServerResponse answer) implements ServerResponse {

    @Override
    public HttpStatusCode statusCode() {
      return answer.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return answer.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
      return answer.cookies();
    }

    @Override
    public @Nullable ModelAndView writeTo(
        HttpServletRequest request, HttpServletResponse response, Context context)
        throws ServletException, IOException {
      return answer.writeTo(request, new Named(response), context);
    }
  }

  private static final class Named extends HttpServletResponseWrapper {

    Named(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, String value) {
      super.setHeader(name, named(name, value));
    }

    @Override
    public void addHeader(String name, String value) {
      super.addHeader(name, named(name, value));
    }
  }

  /// `attachment; filename="a.mp4"` and its RFC 5987 form.
  static String named(String header, String value) {
    return header.toLowerCase(Locale.ROOT).equals("content-disposition")
        ? value
            .replaceFirst("filename=\"", "filename=\"" + PREFIX)
            .replaceFirst("filename\\*=UTF-8''", "filename*=UTF-8''" + PREFIX)
        : value;
  }
}
