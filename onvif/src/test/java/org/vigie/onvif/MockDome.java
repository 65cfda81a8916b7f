package org.vigie.onvif;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.vigie.base.Clocks;

/// A [MockDevice] that turns: it remembers places, takes its time to go to one, and says meanwhile
/// that it moves. Safe for any thread.
public final class MockDome implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("PresetToken>([^<]+)<");

  private final MockDevice device;
  private final Map<String, Double> places = new TreeMap<>();
  private final Clocks clocks = Clocks.system();
  private final Duration way;
  private double target;
  private double from;
  private Duration leftAt = Duration.ofDays(-1);

  private MockDome(MockDevice device, Duration way) {
    this.device = device;
    this.way = way;
    device.with("GetPresets", request -> MockDevice.Reply.ok(presets()));
    device.with("GetStatus", request -> MockDevice.Reply.ok(status()));
    device.with(
        "GotoPreset",
        request -> {
          var token = TOKEN.matcher(request);
          go(token.find() ? place(token.group(1)) : 0);
          return MockDevice.Reply.ok(HandMadeReplies.envelope("<ptz:GotoPresetResponse/>"));
        });
    device.with(
        "GotoHomePosition",
        request -> {
          go(0);
          return MockDevice.Reply.ok(HandMadeReplies.envelope("<ptz:GotoHomePositionResponse/>"));
        });
  }

  /// @param way how long it takes from one place to another
  public static MockDome start(Duration way) throws IOException {
    return new MockDome(MockDevice.start().atAnyTime(), way);
  }

  public OnvifAddress address() {
    return device.address();
  }

  MockDevice device() {
    return device;
  }

  /// It remembers this place from now on; its token is its name in small letters.
  public synchronized MockDome remembering(String name, double pan) {
    places.put(name, pan);
    return this;
  }

  private synchronized double place(String token) {
    return places.entrySet().stream()
        .filter(place -> token(place.getKey()).equals(token))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static String token(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private synchronized void go(double to) {
    from = target;
    target = to;
    leftAt = clocks.elapsed();
  }

  /// Turns it by another hand than ours.
  public void turn(double pan) {
    go(pan);
  }

  public synchronized boolean isMoving() {
    return clocks.elapsed().minus(leftAt).compareTo(way) < 0;
  }

  private synchronized String presets() {
    var text = new StringBuilder("<ptz:GetPresetsResponse>");
    places.forEach(
        (name, pan) ->
            text.append(
                "<ptz:Preset token=\"%s\"><tt:Name>%s</tt:Name>%s</ptz:Preset>"
                    .formatted(token(name), name, position("PTZPosition", pan))));
    return HandMadeReplies.envelope(text.append("</ptz:GetPresetsResponse>").toString());
  }

  private synchronized String status() {
    var state = isMoving() ? "MOVING" : "IDLE";
    return HandMadeReplies.envelope(
        "<ptz:GetStatusResponse><ptz:PTZStatus>%s<tt:MoveStatus><tt:PanTilt>%s</tt:PanTilt><tt:Zoom>IDLE</tt:Zoom></tt:MoveStatus><tt:UtcTime>2031-03-30T00:59:58Z</tt:UtcTime></ptz:PTZStatus></ptz:GetStatusResponse>"
            .formatted(position("Position", isMoving() ? (from + target) / 2 : target), state));
  }

  private static String position(String element, double pan) {
    return String.format(
        Locale.ROOT,
        "<tt:%s><tt:PanTilt x=\"%.3f\" y=\"0.25\"/><tt:Zoom x=\"0\"/></tt:%s>",
        element,
        pan,
        element);
  }

  @Override
  public void close() {
    device.close();
  }
}
