package org.vigie.eye.detect;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vigie.base.BadInput;
import org.vigie.link.detector.DetectorCheck;
import org.vigie.link.detector.DetectorManifest;

/// One model in ONNX Runtime, on the calling thread and no other.
///
/// Owns the native session: whoever calls [#open] closes. One thread only.
final class DetectorSession implements AutoCloseable {

  private final DetectorManifest manifest;
  private final OrtSession session;
  private final OnnxTensor input;
  private final FloatBuffer numbers;
  private final String inputName;
  private boolean closed;

  private DetectorSession(
      DetectorManifest manifest, OrtSession session, OnnxTensor input, FloatBuffer numbers) {
    this.manifest = manifest;
    this.session = session;
    this.input = input;
    this.numbers = numbers;
    this.inputName = session.getInputNames().iterator().next();
  }

  /// @param bytes of the model file
  /// @throws BadInput if ONNX Runtime does not take it
  static DetectorSession open(DetectorManifest manifest, byte[] bytes)
      throws IOException, BadInput {
    OnnxNatives.use();
    var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    var size = manifest.input();
    long count = 3L * size.width() * size.height();
    try (var options = new OrtSession.SessionOptions()) {
      // One thread: the eyes are as many as the cores, and each counts its own time.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      var session = environment.createSession(bytes, options);
      var memory =
          ByteBuffer.allocateDirect((int) count * Float.BYTES).order(ByteOrder.nativeOrder());
      var numbers = memory.asFloatBuffer();
      var input =
          OnnxTensor.createTensor(
              environment, numbers, new long[] {1, 3, size.height(), size.width()});
      return new DetectorSession(manifest, session, input, numbers);
    } catch (OrtException e) {
      throw new BadInput(
          "the model '%s' is refused: ONNX Runtime does not take it: %s"
              .formatted(manifest.name(), e.getMessage()));
    }
  }

  /// Where the next picture goes, three planes.
  FloatBuffer numbers() {
    return numbers;
  }

  /// Runs the model on what stands in [#numbers].
  ///
  /// @throws BadInput if what comes out is not what its manifest says
  List<Decoding.Output> run() throws BadInput, IOException {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    try (var result = session.run(Map.of(inputName, input))) {
      var outputs = new ArrayList<Decoding.Output>();
      var shapes = new ArrayList<org.vigie.link.detector.OnnxTensor>();
      for (var one : result) {
        if (!(one.getValue() instanceof OnnxTensor tensor)) {
          throw new BadInput("the model '" + manifest.name() + "' is refused: it gives no numbers");
        }
        shapes.add(shape(one.getKey(), tensor.getInfo()));
        outputs.add(output(tensor));
      }
      DetectorCheck.requireOutputs(manifest, shapes);
      return outputs;
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  private static org.vigie.link.detector.OnnxTensor shape(String name, TensorInfo info) {
    return new org.vigie.link.detector.OnnxTensor(
        name, type(info), Arrays.stream(info.getShape()).boxed().toList());
  }

  private static int type(TensorInfo info) {
    return info.type == OnnxJavaType.FLOAT
        ? org.vigie.link.detector.OnnxTensor.FLOAT
        : info.type == OnnxJavaType.INT64 ? org.vigie.link.detector.OnnxTensor.INT64 : 0;
  }

  private static Decoding.Output output(OnnxTensor tensor) {
    var shape = tensor.getInfo().getShape();
    var whole = tensor.getLongBuffer();
    if (whole != null) {
      var numbers = new float[whole.remaining()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = whole.get(i);
      }
      return new Decoding.Output(numbers, shape);
    }
    var floats = tensor.getFloatBuffer();
    var numbers = new float[floats == null ? 0 : floats.remaining()];
    if (floats != null) {
      floats.get(numbers);
    }
    return new Decoding.Output(numbers, shape);
  }

  /// Frees the model; the second call does nothing.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      input.close();
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
