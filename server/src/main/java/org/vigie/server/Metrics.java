package org.vigie.server;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vigie.model.Alarm;
import org.vigie.model.AlarmKind;
import org.vigie.model.CameraClock;
import org.vigie.model.CameraState;
import org.vigie.recording.CopyState;
import org.vigie.recording.Measured;
import org.vigie.recording.VolumeState;
import org.vigie.server.MetricsPage.Point;
import org.vigie.server.machine.Certificate;
import org.vigie.server.machine.EyesView;
import org.vigie.server.machine.ReceiverView;

/// The town's state in figures, each read when it is asked for. Names follow Prometheus' rules: a
/// base unit at the end, `_total` for what only grows. Labels are ids of cameras, volumes and
/// witnesses; of people there is nothing.
final class Metrics {

  private static final double MILLI = 1000;

  private final Town town;
  private final Instant started;

  Metrics(Town town) {
    this.town = town;
    this.started = town.clocks().wall();
  }

  MetricSnapshots now() {
    var all = new MetricsPage();
    all.info("vigie", "Which Vigie this is.", "version", town.settings().version());
    all.gauge("vigie_start_time_seconds", "When the server started, Unix time.", seconds(started));
    cameras(all);
    recording(all);
    eyes(all);
    law(all);
    clock(all);
    all.gauges(
        "vigie_alarms",
        "Alarms of the system that hold, by kind.",
        Stream.of(AlarmKind.values())
            .map(kind -> new Point(count(town.alarms().current(), kind), "kind", kind.name()))
            .toList());
    receivers(all);
    all.gauge("vigie_alerts_waiting", "Alerts that wait for a verdict.", town.desk().waiting());
    all.gauge("vigie_lifts", "Cameras that somebody sees clear now.", lifts());
    process(all);
    return all.build();
  }

  private void receivers(MetricsPage all) {
    var receivers = town.receivers().get();
    all.counters(
        "vigie_receiver_told",
        "News that a receiver outside the machine took, since the start.",
        ofReceivers(receivers, ReceiverView::told));
    all.counters(
        "vigie_receiver_failed",
        "How often a receiver outside the machine did not take news, since the start.",
        ofReceivers(receivers, ReceiverView::failed));
    all.gauges(
        "vigie_receiver_waiting",
        "News that a receiver outside the machine is owed.",
        ofReceivers(receivers, ReceiverView::waiting));
    all.counters(
        "vigie_receiver_dropped",
        "News that a receiver outside the machine will never be told, since the start.",
        ofReceivers(receivers, ReceiverView::dropped));
  }

  private static List<Point> ofReceivers(
      List<ReceiverView> receivers, Function<ReceiverView, Number> value) {
    return receivers.stream()
        .map(
            receiver ->
                new Point(
                    value.apply(receiver).doubleValue(),
                    "receiver",
                    receiver.name(),
                    "way",
                    receiver.way()))
        .toList();
  }

  private void cameras(MetricsPage all) {
    var now = town.clocks().wall();
    var cameras = town.cameras().list();
    all.gauges(
        "vigie_camera_recording",
        "1 where an act covers the camera, it sends, and no alarm says that it is not stored.",
        each(cameras, camera -> flag(CameraApi.isRecording(town, camera, now))));
    var streams = cameras.stream().flatMap(camera -> camera.states().stream()).toList();
    all.gauges(
        "vigie_camera_streaming",
        "1 where the stream sends pictures.",
        ofStreams(streams, state -> flag(state.phase() == CameraState.Phase.STREAMING)));
    all.counters(
        "vigie_camera_access_units",
        "Coded pictures received since the start.",
        ofStreams(streams, CameraState::accessUnits));
    all.counters(
        "vigie_camera_lost_packets",
        "RTP packets missed since the start.",
        ofStreams(streams, CameraState::lostPackets));
    all.gauges(
        "vigie_camera_clock_ahead_seconds",
        "How far the camera's clock is ahead of this machine's.",
        streams.stream()
            .flatMap(
                state ->
                    state.clock().flatMap(CameraClock::ahead).stream()
                        .map(ahead -> point(state, seconds(ahead))))
            .toList());
    all.counters(
        "vigie_camera_analysed_pictures",
        "Pictures that the eye has judged since the start.",
        each(cameras, CameraView::analysed));
    all.counters(
        "vigie_camera_skipped_pictures",
        "Pictures left out because the eye could not keep up.",
        each(cameras, CameraView::skipped));
  }

  private void recording(MetricsPage all) {
    var recorder = town.recorder();
    all.gauges(
        "vigie_camera_stored_bits_per_second",
        "What was stored over the last minute of footage.",
        stored(Measured::bitsPerSecond));
    all.gauges(
        "vigie_camera_stored_pictures_per_second",
        "What was stored over the last minute of footage.",
        stored(Measured::picturesPerSecond));
    var volumes = recorder.volumes();
    all.gauges(
        "vigie_volume_present",
        "1 where the right disk is there.",
        ofVolumes(volumes, v -> flag(v.present())));
    all.gauges(
        "vigie_volume_used_bytes",
        "Footage on it, copies included.",
        ofVolumes(volumes, VolumeState::usedBytes));
    all.gauges(
        "vigie_volume_left_bytes",
        "That may still be written.",
        ofVolumes(volumes, VolumeState::leftBytes));
    all.gauges(
        "vigie_volume_written_bytes_per_second",
        "Over the last ten minutes.",
        ofVolumes(volumes, VolumeState::bytesPerSecond));
    var delays = recorder.delays();
    all.counters(
        "vigie_durable_parts",
        "Parts made durable since the start.",
        List.of(new Point(delays.total())));
    all.gauges(
        "vigie_durable_delay_seconds",
        "From the last picture of a part to its being on disk, since the start.",
        Stream.of(0.5, 0.9, 0.99)
            .map(share -> new Point(delays.quantileMs(share) / MILLI, "share", share.toString()))
            .toList());
    all.gauge(
        "vigie_copies_behind_bytes",
        "Footage whose second copy is still to be made.",
        recorder.copies().stream().mapToLong(CopyState::behindBytes).sum());
  }

  private void eyes(MetricsPage all) {
    var eyes = town.cameras().eyes();
    if (eyes.isEmpty()) {
      return;
    }
    all.gauge("vigie_eyes_wanted", "How many eyes should run.", eyes.get().wanted());
    all.gauge("vigie_eyes_running", "How many eyes run.", eyes.get().running());
    all.gauge("vigie_eyes_confined", "1 where they run behind walls.", flag(eyes.get().confined()));
    all.counters(
        "vigie_eye_restarts",
        "How often an eye was started again because it died or hung.",
        eyes.map(EyesView::restarts).stream().map(n -> new Point(n)).toList());
    all.counters(
        "vigie_eye_stage_seconds",
        "Processor time of the eyes by camera and stage, since the start.",
        town.cameras().list().stream()
            .flatMap(camera -> camera.stages().stream().flatMap(s -> stages(camera, s)))
            .toList());
  }

  private static Stream<Point> stages(CameraView camera, CameraView.Stages stages) {
    return Stream.of(
        stage(camera, "decode", stages.decodeMs()),
        stage(camera, "gate", stages.gateMs()),
        stage(camera, "detect", stages.detectMs()),
        stage(camera, "track", stages.trackMs()),
        stage(camera, "mask", stages.maskMs()));
  }

  private static Point stage(CameraView camera, String name, long ms) {
    return new Point(ms / MILLI, "camera", camera.id().value(), "stage", name);
  }

  private void law(MetricsPage all) {
    var governance = town.governance();
    var acts = governance.actsInForce();
    all.gauges(
        "vigie_act_end_time_seconds",
        "When an act in force ends, Unix time.",
        Stream.concat(
                acts.recording().stream().map(act -> end(act.until(), "recording", act.number())),
                acts.detection().stream().map(act -> end(act.until(), "detection", act.number())))
            .toList());
    var checkpoint = governance.ledger().checkpoint();
    all.gauge("vigie_ledger_entries", "Entries under the newest checkpoint.", checkpoint.size());
    all.gauges(
        "vigie_witness_cosigned_time_seconds",
        "When a witness last cosigned, by its own clock, Unix time.",
        governance.cosignatures().standings().stream()
            .flatMap(
                standing ->
                    standing.newest().stream()
                        .map(
                            one ->
                                new Point(seconds(one.at()), "witness", standing.witness().name())))
            .toList());
    all.gauges(
        "vigie_witness_behind_entries",
        "Entries that a witness has not cosigned.",
        governance.cosignatures().standings().stream()
            .map(standing -> new Point(standing.entries(), "witness", standing.witness().name()))
            .toList());
  }

  private static Point end(Instant until, String kind, String number) {
    return new Point(seconds(until), "kind", kind, "number", number);
  }

  private void clock(MetricsPage all) {
    var clock = town.clock();
    all.gauge(
        "vigie_clock_error_seconds",
        "How far this machine's clock may be off, either way.",
        seconds(clock.wallError()));
    all.gauge(
        "vigie_clock_holds_deletion",
        "1 while nothing is deleted because the clock stepped.",
        flag(clock.holdsDeletion()));
    town.settings()
        .tls()
        .ifPresent(
            tls -> {
              try {
                all.gauge(
                    "vigie_certificate_end_time_seconds",
                    "When the server's certificate ends, Unix time.",
                    seconds(Certificate.read(tls.certificate()).until()));
              } catch (IOException e) {
                // Without the file there is no figure; that the file is gone is not this page's to
                // say.
              }
            });
  }

  private static void process(MetricsPage all) {
    var runtime = Runtime.getRuntime();
    all.counters(
        "process_cpu_seconds",
        "Processor time of the server itself.",
        ProcessHandle.current().info().totalCpuDuration().stream()
            .map(cpu -> new Point(seconds(cpu)))
            .toList());
    all.gauge(
        "vigie_heap_used_bytes",
        "Memory in use by the server itself.",
        runtime.totalMemory() - runtime.freeMemory());
    all.gauge("vigie_heap_most_bytes", "Memory that it may use.", runtime.maxMemory());
  }

  private double lifts() {
    return town.governance().lifts().list().size();
  }

  private List<Point> stored(Function<Measured, Number> figure) {
    return town.recorder().states().stream()
        .flatMap(
            state ->
                state.measured().stream()
                    .map(
                        measured ->
                            new Point(
                                figure.apply(measured).doubleValue(),
                                "camera",
                                state.camera().value())))
        .toList();
  }

  private static List<Point> each(List<CameraView> cameras, Function<CameraView, Number> figure) {
    return cameras.stream()
        .map(c -> new Point(figure.apply(c).doubleValue(), "camera", c.id().value()))
        .toList();
  }

  private static List<Point> ofStreams(
      List<CameraState> streams, Function<CameraState, Number> figure) {
    return streams.stream().map(s -> point(s, figure.apply(s).doubleValue())).toList();
  }

  private static Point point(CameraState state, double value) {
    return new Point(
        value,
        "camera",
        state.camera().value(),
        "stream",
        state.stream().name().toLowerCase(Locale.ROOT));
  }

  private static List<Point> ofVolumes(
      List<VolumeState> volumes, Function<VolumeState, Number> figure) {
    return volumes.stream()
        .map(v -> new Point(figure.apply(v).doubleValue(), "volume", v.name()))
        .toList();
  }

  private static long count(Collection<Alarm> alarms, AlarmKind kind) {
    return alarms.stream().map(Alarm::kind).filter(Predicate.isEqual(kind)).count();
  }

  private static int flag(boolean yes) {
    return yes ? 1 : 0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / MILLI;
  }
}
