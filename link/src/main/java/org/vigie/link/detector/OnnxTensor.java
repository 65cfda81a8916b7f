package org.vigie.link.detector;

import java.util.List;
import java.util.stream.Collectors;

/// One input or output of a model.
///
/// @param type as ONNX numbers them: [#FLOAT], [#INT64] or another
/// @param shape how long it is each way; [#FREE] where the model leaves it open
public record OnnxTensor(String name, int type, List<Long> shape) {

  public static final int FLOAT = 1;
  public static final int INT64 = 7;
  public static final long FREE = -1;

  public OnnxTensor {
    shape = List.copyOf(shape);
  }

  /// Whether it is of this type and each way as long as wanted; [#FREE] fits any length.
  boolean fits(int wantedType, long... wanted) {
    if (type != wantedType || shape.size() != wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] != FREE && shape.get(i) != FREE && shape.get(i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /// As in `output [1, 3549, 85]`, with ? for what is open.
  @Override
  public String toString() {
    return name
        + shape.stream()
            .map(length -> length == FREE ? "?" : "" + length)
            .collect(Collectors.joining(", ", " [", "]"));
  }
}
