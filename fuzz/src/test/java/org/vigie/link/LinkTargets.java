package org.vigie.link;

import static org.vigie.fuzz.Inputs.require;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.fuzz.Samples;
import org.vigie.fuzz.Target;
import org.vigie.link.wire.Format;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.MaskedFormat;
import org.vigie.link.wire.OpenCamera;
import org.vigie.link.wire.Seen;
import org.vigie.link.wire.ToEye;
import org.vigie.model.BlockMask;
import org.vigie.model.CameraId;
import org.vigie.model.CoarseClass;
import org.vigie.model.Observation;
import org.vigie.model.Track;
import org.vigie.rules.RuleBooks;
import org.vigie.rules.RuleEngine;

/// What host and eye say to each other, each as the other's enemy would say it.
public final class LinkTargets {

  private static final CameraId CAMERA = new CameraId("cam-1");

  /// Every rule there is, so that every judge reckons with what the eye says.
  private static final String RULES =
      """
      zones:
      - {id: z, kind: zone, points: [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]}
      - {id: l, kind: line, points: [[0.1, 0.5], [0.9, 0.5]]}
      - {id: w, kind: lane, points: [[0, 0], [1, 0], [1, 1]], direction: [1, 0]}
      rules:
      - {event: INTRUSION, zone: z}
      - {event: INTRUSION, zone: l}
      - {event: LINE_COUNT, zone: l}
      - {event: WRONG_WAY, zone: w}
      - {event: DENSITY, zone: z, at_least: 1, patience_s: 0}
      - {event: CROWD_MOVEMENT, patience_s: 0}
      - {event: FIRE, patience_s: 0, smoke: yes}
      """;

  private LinkTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "link-from-eye",
            List.of(LinkException.class, EOFException.class),
            // A message may be as long as it says before any of it has come.
            Target.Bound.of((2 << 20) + Channel.MOST_BYTES, 512),
            () -> List.of(written(fromEye())),
            LinkTargets::fromEye),
        Target.of(
            "link-to-eye",
            List.of(LinkException.class, EOFException.class),
            Target.Bound.of((2 << 20) + Channel.MOST_BYTES, 512),
            () -> List.of(written(toEye())),
            LinkTargets::toEye));
  }

  private static void fromEye(byte[] input) throws IOException, BadInput {
    var engine = engine();
    try (var channel = channel(input, FromEye.parser())) {
      for (var next = channel.receive(); next.isPresent(); next = channel.receive()) {
        var message = next.get();
        switch (message.getKindCase()) {
          case SEEN -> seen(engine, message.getSeen());
          case MASKED_FORMAT -> format(message.getMaskedFormat().getFormat());
          case COPY_FORMAT -> format(message.getCopyFormat().getFormat());
          case MASKED -> {
            var unused = Wire.unit(message.getMasked()).wall();
          }
          case COPIED -> {
            var unused = Wire.unit(message.getCopied()).wall();
          }
          case READY, DONE, TROUBLE, COPY_DONE, KIND_NOT_SET -> {}
          default -> {}
        }
      }
    }
  }

  private static void toEye(byte[] input) throws IOException {
    try (var channel = channel(input, ToEye.parser())) {
      for (var next = channel.receive(); next.isPresent(); next = channel.receive()) {
        var message = next.get();
        switch (message.getKindCase()) {
          case OPEN -> format(message.getOpen().getFormat());
          case UNIT -> {
            var unused = Wire.unit(message.getUnit());
          }
          case COPY_BEGIN -> {
            format(message.getCopyBegin().getFormat());
            for (var mask : message.getCopyBegin().getMasksList()) {
              mask(Wire.mask(mask));
            }
          }
          default -> {}
        }
      }
    }
  }

  private static void format(Format said) throws LinkException {
    var format = Wire.format(said);
    require(format.sequenceParameters().length < 65_536, "parameters fit where they are written");
    require(format.pictureParameters().length < 65_536, "both of them");
    require(format.rfc6381().length() > 4, "a format has a name");
  }

  private static void mask(BlockMask mask) throws LinkException {
    var again = Wire.mask(Wire.mask(mask));
    require(again.equals(mask), "a mask written is read back");
    require(mask.blocks().length() <= mask.columns() * mask.rows(), "no block lies outside");
  }

  private static void seen(RuleEngine engine, Seen seen) throws LinkException {
    var tracks = new ArrayList<Track>();
    for (var thing : seen.getThingsList()) {
      tracks.add(Wire.track(thing));
    }
    var mask = Wire.mask(seen.getMask());
    mask(mask);
    var unused =
        engine.observe(
            new Observation(
                CAMERA,
                Wire.instant(seen.getWallMicros()),
                seen.getTicks(),
                seen.getLearning(),
                Wire.tracked(seen),
                tracks,
                WireSigns.signs(seen),
                mask));
  }

  private static RuleEngine engine() throws BadInput {
    return new RuleEngine(Holder.BOOK);
  }

  private static final class Holder {
    static final org.vigie.rules.RuleBook BOOK = book();

    private static org.vigie.rules.RuleBook book() {
      try {
        var file =
            org.vigie.fuzz.Inputs.file(
                "link", "rules.yaml", RULES.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var unused = Document.read(Path.of(file.toString()));
        return java.util.Objects.requireNonNull(RuleBooks.read(file, List.of(CAMERA)).get(CAMERA));
      } catch (BadInput e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<FromEye> fromEye() {
    var messages = new ArrayList<FromEye>();
    messages.add(
        FromEye.newBuilder()
            .setMaskedFormat(
                MaskedFormat.newBuilder().setCamera(1).setFormat(Wire.format(Samples.format())))
            .build());
    var wall = java.time.Instant.parse("2031-03-30T00:59:58.250Z");
    for (int i = 0; i < 20; i++) {
      var at = wall.plus(Duration.ofMillis(200L * i));
      var box = new org.vigie.model.Box(0.05 * i, 0.3 + 0.02 * i, 0.1, 0.2);
      var track = new Track("t1", CoarseClass.PERSON, box, 0.9, wall);
      messages.add(
          FromEye.newBuilder()
              .setSeen(
                  Seen.newBuilder()
                      .setCamera(1)
                      .setTicks(18_000L * i)
                      .setWallMicros(Wire.micros(at))
                      .setTracked(true)
                      .addThings(Wire.thing(track))
                      .setMask(Wire.mask(new BlockMask(at, 40, 23, false, new BitSet()))))
              .build());
    }
    messages.add(
        FromEye.newBuilder().setMasked(Wire.unit(1, Samples.units().getFirst(), false)).build());
    return messages;
  }

  private static List<ToEye> toEye() {
    var open =
        OpenCamera.newBuilder()
            .setCamera(1)
            .setFormat(Wire.format(Samples.format()))
            .setTracks(true)
            .setQuietMs(1000);
    return List.of(
        ToEye.newBuilder().setOpen(open).build(),
        ToEye.newBuilder().setUnit(Wire.unit(1, Samples.units().getFirst(), true)).build());
  }

  private static byte[] written(List<? extends MessageLite> messages) throws IOException {
    var out = new java.io.ByteArrayOutputStream();
    for (var message : messages) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(message.getSerializedSize()).array());
      message.writeTo(out);
    }
    return out.toByteArray();
  }

  private static <I extends MessageLite> Channel<MessageLite, I> channel(
      byte[] input, Parser<I> parser) {
    var left = ByteBuffer.wrap(input);
    return new Channel<>(
        new ByteChannel() {
          @Override
          public int read(ByteBuffer into) {
            if (!left.hasRemaining()) {
              return -1;
            }
            int count = Math.min(into.remaining(), left.remaining());
            into.put(left.slice(left.position(), count));
            left.position(left.position() + count);
            return count;
          }

          @Override
          public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        },
        parser);
  }
}
