package org.vigie.server;

import java.util.Map;

/// A request that cannot be done, and why; becomes the answer. Expected, so it has no stack trace.
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient Map<String, String> params;

  Problem(ProblemCode code, Map<String, String> params) {
    super(code.name(), null, false, false);
    this.code = code;
    this.params = Map.copyOf(params);
  }

  Problem(ProblemCode code) {
    this(code, Map.of());
  }

  Problem(ProblemCode code, String param, String value) {
    this(code, Map.of(param, value));
  }

  /// A request that makes no sense; `what` says what would.
  static Problem badRequest(String what) {
    return new Problem(ProblemCode.BAD_REQUEST, "what", what);
  }

  ProblemCode code() {
    return code;
  }

  Map<String, String> params() {
    return params;
  }
}
