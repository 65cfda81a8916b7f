package org.vigie.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ProgramsProto;
import org.vigie.link.wire.WireProto;

/// The privacy boundary: every field that may cross it stands here, and was reviewed. Whoever adds
/// one adds it here and in design/link.md, and says there why it cannot help to name anybody.
class WireSchemaTest {

  private static final List<String> REVIEWED =
      """
      ToEye.open: OpenCamera
      ToEye.unit: Unit
      ToEye.mode: SetMode
      ToEye.watched: SetWatched
      ToEye.close: CloseCamera
      ToEye.copy_begin: CopyBegin
      ToEye.copy_unit: Unit
      ToEye.copy_end: CopyEnd
      Format.width: int32
      Format.height: int32
      Format.sequence_parameters: bytes
      Format.picture_parameters: bytes
      Format.codec: Codec
      Format.video_parameters: bytes
      OpenCamera.camera: int32
      OpenCamera.format: Format
      OpenCamera.tracks: bool
      OpenCamera.watched: bool
      OpenCamera.quiet_ms: int64
      OpenCamera.learning_ms: int64
      OpenCamera.keep_background: bool
      OpenCamera.signs: repeated Sign
      OpenCamera.keys_only: bool
      OpenCamera.view: int32
      OpenCamera.whole: bool
      Unit.camera: int32
      Unit.ticks: int64
      Unit.wall_micros: int64
      Unit.key: bool
      Unit.bytes: bytes
      Unit.after_loss: bool
      SetMode.camera: int32
      SetMode.tracks: bool
      SetMode.signs: repeated Sign
      SetMode.view: int32
      SetWatched.camera: int32
      SetWatched.watched: bool
      SetWatched.keys_only: bool
      CloseCamera.camera: int32
      CopyBegin.format: Format
      CopyBegin.masks: repeated Mask
      CopyBegin.edits: repeated Edit
      CopyBegin.mark: string
      Edit.lift: bool
      Edit.from_ticks: int64
      Edit.to_ticks: int64
      Edit.left: double
      Edit.top: double
      Edit.width: double
      Edit.height: double
      FromEye.ready: Ready
      FromEye.seen: Seen
      FromEye.done: Done
      FromEye.masked_format: MaskedFormat
      FromEye.masked: Unit
      FromEye.trouble: Trouble
      FromEye.copy_format: MaskedFormat
      FromEye.copied: Unit
      FromEye.copy_done: CopyDone
      Mask.wall_micros: int64
      Mask.columns: int32
      Mask.rows: int32
      Mask.whole: bool
      Mask.blocks: bytes
      Mask.holds_back_micros: int64
      Thing.id: string
      Thing.kind: Kind
      Thing.left: float
      Thing.top: float
      Thing.width: float
      Thing.height: float
      Thing.score: float
      Thing.since_micros: int64
      Thing.detected: float
      Seen.camera: int32
      Seen.ticks: int64
      Seen.wall_micros: int64
      Seen.learning: bool
      Seen.tracked: bool
      Seen.things: repeated Thing
      Seen.mask: Mask
      Seen.rests: repeated Rest
      Seen.fires: repeated Fire
      Seen.motion: Motion
      Seen.obstacles: repeated Obstacle
      Rest.left: float
      Rest.top: float
      Rest.width: float
      Rest.height: float
      Rest.since_micros: int64
      Rest.score: float
      Fire.smoke: bool
      Fire.left: float
      Fire.top: float
      Fire.width: float
      Fire.height: float
      Fire.since_micros: int64
      Fire.score: float
      Motion.columns: int32
      Motion.rows: int32
      Motion.covered: bytes
      Motion.across: bytes
      Motion.down: bytes
      Done.camera: int32
      Done.decoded: int32
      Done.analysed: int32
      Done.cpu_nanos: int64
      Done.asleep: bool
      Done.decode_nanos: int64
      Done.gate_nanos: int64
      Done.detect_nanos: int64
      Done.track_nanos: int64
      Done.mask_nanos: int64
      MaskedFormat.camera: int32
      MaskedFormat.format: Format
      Trouble.camera: int32
      Trouble.sentence: string
      CopyDone.sentence: string
      ToBurner.begin: BurnBegin
      ToBurner.unit: Unit
      ToBurner.end: BurnEnd
      ToBurner.shapes: BurnShapes
      Shape.corners: repeated float
      BurnBegin.run: int32
      BurnBegin.format: Format
      BurnBegin.shapes: repeated Shape
      BurnShapes.shapes: repeated Shape
      BurnEnd.run: int32
      FromBurner.ready: Ready
      FromBurner.format: BurnFormat
      FromBurner.unit: Unit
      FromBurner.done: BurnDone
      FromBurner.ended: BurnEnded
      BurnFormat.run: int32
      BurnFormat.format: Format
      BurnDone.run: int32
      BurnDone.pictures: int32
      BurnDone.cpu_nanos: int64
      BurnEnded.run: int32
      BurnEnded.sentence: string
      ToDemuxer.open: DemuxOpen
      DemuxOpen.address: string
      DemuxOpen.loop: bool
      DemuxOpen.patience_ms: int32
      DemuxOpen.at_once: bool
      FromDemuxer.ready: Ready
      FromDemuxer.format: DemuxFormat
      FromDemuxer.unit: DemuxUnit
      FromDemuxer.loss: DemuxLoss
      FromDemuxer.end: DemuxEnd
      DemuxFormat.codec: Codec
      DemuxFormat.video_parameters: bytes
      DemuxFormat.sequence_parameters: bytes
      DemuxFormat.picture_parameters: bytes
      DemuxUnit.ticks: int64
      DemuxUnit.composition_ticks: int32
      DemuxUnit.key: bool
      DemuxUnit.bytes: bytes
      DemuxLoss.sentence: string
      DemuxEnd.sentence: string
      DemuxEnd.refused: bool
      DemuxEnd.finished: bool"""
          .lines()
          .toList();

  private static final List<String> KINDS =
      List.of("UNKNOWN", "PERSON", "TWO_WHEELER", "CAR", "HEAVY_VEHICLE", "OBJECT", "ANIMAL");

  @Test
  void no_field_crosses_the_boundary_that_was_not_reviewed() {
    var fields =
        messages()
            .flatMap(message -> message.getFields().stream())
            .map(WireSchemaTest::describe)
            .toList();

    assertThat(fields).containsExactlyInAnyOrderElementsOf(REVIEWED);
  }

  @Test
  void nothing_that_leaves_the_eye_has_the_shape_of_an_identity() {
    assertThat(Carriers.find(FromEye.getDescriptor())).isEmpty();
  }

  @Test
  void a_field_that_could_carry_one_is_noticed() throws Exception {
    var float32 = FieldDescriptorProto.Type.TYPE_FLOAT;
    var text = FieldDescriptorProto.Type.TYPE_STRING;
    var bytes = FieldDescriptorProto.Type.TYPE_BYTES;

    assertThat(Carriers.find(fromEyeWith("Thing", "signs", float32, true))).hasSize(1);
    assertThat(Carriers.find(fromEyeWith("Thing", "note", text, false))).hasSize(1);
    assertThat(Carriers.find(fromEyeWith("Seen", "extra", bytes, false))).hasSize(1);
    assertThat(Carriers.find(fromEyeWith("Rest", "plate", text, false))).hasSize(2);
    assertThat(Carriers.find(fromEyeWith("Thing", "face_score", float32, false))).hasSize(1);
    assertThat(Carriers.find(fromEyeWith("Thing", "bottom", float32, false))).isEmpty();
  }

  /// What leaves the eye, if a message in it had one more field.
  private static Descriptor fromEyeWith(
      String message, String field, FieldDescriptorProto.Type type, boolean repeated)
      throws DescriptorValidationException {
    var file = WireProto.getDescriptor().toProto().toBuilder();
    var changed =
        file.getMessageTypeBuilderList().stream()
            .filter(one -> one.getName().equals(message))
            .findFirst()
            .orElseThrow();
    changed.addField(
        FieldDescriptorProto.newBuilder()
            .setName(field)
            .setNumber(1000)
            .setType(type)
            .setLabel(
                repeated
                    ? FieldDescriptorProto.Label.LABEL_REPEATED
                    : FieldDescriptorProto.Label.LABEL_OPTIONAL));
    return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])
        .findMessageTypeByName("FromEye");
  }

  @Test
  void messages_do_not_nest_or_extend() {
    assertThat(WireProto.getDescriptor().getExtensions()).isEmpty();
    assertThat(ProgramsProto.getDescriptor().getExtensions()).isEmpty();
    assertThat(messages()).allMatch(message -> message.getNestedTypes().isEmpty());
  }

  @Test
  void things_have_the_coarse_classes_and_no_others() {
    assertThat(ProgramsProto.getDescriptor().getEnumTypes()).isEmpty();
    assertThat(WireProto.getDescriptor().getEnumTypes())
        .extracting(type -> type.getName())
        .containsExactlyInAnyOrder("Kind", "Codec", "Obstacle", "Sign");
    assertThat(WireProto.getDescriptor().findEnumTypeByName("Kind").getValues())
        .extracting(value -> value.getName())
        .containsExactlyElementsOf(KINDS);
  }

  @Test
  void codecs_are_those_that_cameras_send() {
    assertThat(WireProto.getDescriptor().findEnumTypeByName("Codec").getValues())
        .extracting(value -> value.getName())
        .containsExactly("H264", "H265");
  }

  @Test
  void obstacles_are_about_the_camera() {
    assertThat(WireProto.getDescriptor().findEnumTypeByName("Obstacle").getValues())
        .extracting(value -> value.getName())
        .containsExactly("NONE", "BLINDED", "DEFOCUSED", "MOVED", "COVERED");
  }

  @Test
  void signs_are_about_scenes() {
    assertThat(WireProto.getDescriptor().findEnumTypeByName("Sign").getValues())
        .extracting(value -> value.getName())
        .containsExactly("REST", "FLAME", "SMOKE", "MOTION");
  }

  private static Stream<Descriptor> messages() {
    return Stream.concat(
        WireProto.getDescriptor().getMessageTypes().stream(),
        ProgramsProto.getDescriptor().getMessageTypes().stream());
  }

  private static String describe(FieldDescriptor field) {
    Descriptor owner = field.getContainingType();
    var type =
        switch (field.getJavaType()) {
          case MESSAGE -> field.getMessageType().getName();
          case ENUM -> field.getEnumType().getName();
          case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
              field.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
    return "%s.%s: %s%s"
        .formatted(owner.getName(), field.getName(), field.isRepeated() ? "repeated " : "", type);
  }
}
