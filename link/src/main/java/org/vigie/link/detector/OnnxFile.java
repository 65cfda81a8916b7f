package org.vigie.link.detector;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.base.BadInput;

/// What an ONNX file says of itself: inputs, outputs, the notes of its maker. Read without running
/// anything of it; the weights are passed over. Field numbers are those of `onnx.proto3`.
///
/// @param inputs those that are not weights
/// @param notes the file's `metadata_props`
/// @param external whether weights lie in other files
public record OnnxFile(
    List<OnnxTensor> inputs,
    List<OnnxTensor> outputs,
    Map<String, String> notes,
    boolean external) {

  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_NOTES = 14;
  private static final int GRAPH_WEIGHTS = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int WEIGHT_NAME = 8;
  private static final int WEIGHT_EXTERNAL = 13;
  private static final int MOST_TENSORS = 1000;
  private static final int MOST_DIMENSIONS = 16;

  public OnnxFile {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    notes = Map.copyOf(notes);
  }

  /// @throws BadInput if this is not an ONNX model
  public static OnnxFile read(byte[] bytes) throws BadInput {
    try {
      var reader = new Reader();
      reader.model(CodedInputStream.newInstance(bytes));
      if (reader.outputs.isEmpty()) {
        throw new BadInput("it is not an ONNX model: it has no output");
      }
      reader.inputs.removeIf(input -> reader.weights.contains(input.name()));
      return new OnnxFile(reader.inputs, reader.outputs, reader.notes, reader.external);
    } catch (IOException e) {
      throw new BadInput("it is not an ONNX model: " + e.getMessage());
    }
  }

  private static final class Reader {
    private final List<OnnxTensor> inputs = new ArrayList<>();
    private final List<OnnxTensor> outputs = new ArrayList<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final Set<String> weights = new HashSet<>();
    private boolean external;

    private interface Field {
      /// Reads the field, or returns false to have it passed over.
      boolean read(int number, CodedInputStream in) throws IOException;
    }

    private static void fields(CodedInputStream in, Field field) throws IOException {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        // Every field read here has a length or is one number.
        int kind = WireFormat.getTagWireType(tag);
        boolean plain =
            kind == WireFormat.WIRETYPE_LENGTH_DELIMITED || kind == WireFormat.WIRETYPE_VARINT;
        if (!plain || !field.read(WireFormat.getTagFieldNumber(tag) * 8 + kind, in)) {
          in.skipField(tag);
        }
      }
    }

    /// A field that is a message, text or bytes.
    private static int of(int number) {
      return number * 8 + WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /// A field that is one number.
    private static int one(int number) {
      return number * 8 + WireFormat.WIRETYPE_VARINT;
    }

    private static void within(CodedInputStream in, Field field) throws IOException {
      int limit = in.pushLimit(in.readRawVarint32());
      fields(in, field);
      in.popLimit(limit);
    }

    void model(CodedInputStream whole) throws IOException {
      fields(
          whole,
          (number, in) -> {
            if (number == of(MODEL_GRAPH)) {
              within(in, this::graph);
              return true;
            }
            if (number == of(MODEL_NOTES)) {
              note(in);
              return true;
            }
            return false;
          });
    }

    private void note(CodedInputStream whole) throws IOException {
      var pair = new String[] {"", ""};
      within(
          whole,
          (number, in) -> {
            if (number == of(1) || number == of(2)) {
              pair[number == of(1) ? 0 : 1] = in.readString();
              return true;
            }
            return false;
          });
      if (notes.size() < MOST_TENSORS) {
        notes.put(pair[0], pair[1]);
      }
    }

    private boolean graph(int number, CodedInputStream in) throws IOException {
      if (number == of(GRAPH_INPUT)) {
        add(inputs, tensor(in));
      } else if (number == of(GRAPH_OUTPUT)) {
        add(outputs, tensor(in));
      } else if (number == of(GRAPH_WEIGHTS)) {
        weight(in);
      } else {
        return false;
      }
      return true;
    }

    private static void add(List<OnnxTensor> to, OnnxTensor tensor) throws IOException {
      to.add(tensor);
      if (to.size() > MOST_TENSORS) {
        throw new IOException("it has more than " + MOST_TENSORS + " inputs or outputs");
      }
    }

    private void weight(CodedInputStream whole) throws IOException {
      within(
          whole,
          (number, in) -> {
            if (number == of(WEIGHT_NAME)) {
              weights.add(in.readString());
              return true;
            }
            external |= number == of(WEIGHT_EXTERNAL);
            return false;
          });
    }

    private static OnnxTensor tensor(CodedInputStream whole) throws IOException {
      var name = new String[] {""};
      var type = new int[1];
      var shape = new ArrayList<Long>();
      within(
          whole,
          (number, in) -> {
            if (number == of(1)) {
              name[0] = in.readString();
              return true;
            }
            if (number == of(2)) {
              within(in, (kind, inType) -> kind == of(1) && type(inType, type, shape));
              return true;
            }
            return false;
          });
      return new OnnxTensor(name[0], type[0], shape);
    }

    private static boolean type(CodedInputStream whole, int[] type, List<Long> shape)
        throws IOException {
      within(
          whole,
          (number, in) -> {
            if (number == one(1)) {
              type[0] = in.readInt32();
              return true;
            }
            if (number == of(2)) {
              within(in, (kind, inShape) -> kind == of(1) && dimension(inShape, shape));
              return true;
            }
            return false;
          });
      return true;
    }

    private static boolean dimension(CodedInputStream whole, List<Long> shape) throws IOException {
      var length = new long[] {OnnxTensor.FREE};
      within(
          whole,
          (number, in) -> {
            if (number == one(1)) {
              length[0] = in.readInt64();
              return true;
            }
            return false;
          });
      shape.add(length[0]);
      if (shape.size() > MOST_DIMENSIONS) {
        throw new IOException("a tensor has more than " + MOST_DIMENSIONS + " dimensions");
      }
      return true;
    }
  }
}
