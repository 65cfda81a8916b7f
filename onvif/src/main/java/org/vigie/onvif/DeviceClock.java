package org.vigie.onvif;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.onvif.ver10.device.wsdl.GetSystemDateAndTime;
import org.onvif.ver10.device.wsdl.GetSystemDateAndTimeResponse;
import org.onvif.ver10.device.wsdl.SetNTP;
import org.onvif.ver10.device.wsdl.SetSystemDateAndTime;
import org.onvif.ver10.schema.Date;
import org.onvif.ver10.schema.DateTime;
import org.onvif.ver10.schema.NetworkHost;
import org.onvif.ver10.schema.NetworkHostType;
import org.onvif.ver10.schema.SetDateTimeType;
import org.onvif.ver10.schema.SystemDateTime;
import org.onvif.ver10.schema.Time;
import org.onvif.ver10.schema.TimeZone;
import org.vigie.base.Clocks;

/// Reads a camera's clock, and sets it.
final class DeviceClock {

  private final SoapClient camera;
  private final URI device;
  private final Clocks clocks;

  DeviceClock(SoapClient camera, URI device, Clocks clocks) {
    this.camera = camera;
    this.device = device;
    this.clocks = clocks;
  }

  /// What it says; nothing where it says no time that is one. From here on the camera is asked by
  /// its own clock.
  Optional<ClockFacts> read() throws OnvifException {
    var said = ask();
    var time = said == null ? Optional.<Instant>empty() : instant(said.getUTCDateTime());
    if (said == null || time.isEmpty()) {
      return Optional.empty();
    }
    var ahead = Duration.between(clocks.wall(), time.get());
    camera.cameraIsAheadBy(ahead);
    return Optional.of(new ClockFacts(ahead, said.getDateTimeType() == SetDateTimeType.NTP));
  }

  /// The standard gives the time to anybody; some cameras do not.
  private SystemDateTime ask() throws OnvifException {
    var request = new GetSystemDateAndTime();
    try {
      return camera
          .askAnonymously(device, request, GetSystemDateAndTimeResponse.class)
          .getSystemDateAndTime();
    } catch (OnvifException.Refused | OnvifException.Broken e) {
      return camera.ask(device, request, GetSystemDateAndTimeResponse.class).getSystemDateAndTime();
    }
  }

  /// Sets it to ours, and leaves its time zone and its time server as they are.
  void set(SystemDateTime before) throws OnvifException {
    var now = clocks.wall().plusMillis(500).atOffset(ZoneOffset.UTC);
    var date = new Date();
    date.setYear(now.getYear());
    date.setMonth(now.getMonthValue());
    date.setDay(now.getDayOfMonth());
    var time = new Time();
    time.setHour(now.getHour());
    time.setMinute(now.getMinute());
    time.setSecond(now.getSecond());
    var both = new DateTime();
    both.setDate(date);
    both.setTime(time);
    var request = new SetSystemDateAndTime();
    request.setDateTimeType(SetDateTimeType.MANUAL);
    request.setDaylightSavings(before.isDaylightSavings());
    if (before.getTimeZone() != null) {
      var zone = new TimeZone();
      zone.setTZ(before.getTimeZone().getTZ());
      request.setTimeZone(zone);
    }
    request.setUTCDateTime(both);
    camera.tell(device, request);
  }

  /// Sets it to ours, unless it follows a time server: then that one is to be put right.
  ///
  /// @return what it said before
  Optional<ClockFacts> setUnlessKept() throws OnvifException {
    var before = read();
    if (before.isPresent() && before.get().ntp()) {
      return before;
    }
    set(ask());
    return before;
  }

  /// Has it take its time from a time server, as long as that is reached.
  ///
  /// @param host a name or an address
  void follow(String host) throws OnvifException {
    var server = new NetworkHost();
    if (host.matches("[0-9.]+")) {
      server.setType(NetworkHostType.I_PV_4);
      server.setIPv4Address(host);
    } else if (host.contains(":")) {
      server.setType(NetworkHostType.I_PV_6);
      server.setIPv6Address(host);
    } else {
      server.setType(NetworkHostType.DNS);
      server.setDNSname(host);
    }
    var before = ask();
    var named = new SetNTP();
    named.setFromDHCP(false);
    named.getNTPManual().add(server);
    camera.tell(device, named);
    var request = new SetSystemDateAndTime();
    request.setDateTimeType(SetDateTimeType.NTP);
    request.setDaylightSavings(before != null && before.isDaylightSavings());
    if (before != null && before.getTimeZone() != null) {
      request.setTimeZone(before.getTimeZone());
    }
    camera.tell(device, request);
  }

  private static Optional<Instant> instant(DateTime said) {
    if (said == null || said.getDate() == null || said.getTime() == null) {
      return Optional.empty();
    }
    var date = said.getDate();
    var time = said.getTime();
    try {
      return Optional.of(
          LocalDateTime.of(
                  date.getYear(),
                  date.getMonth(),
                  date.getDay(),
                  time.getHour(),
                  time.getMinute(),
                  Math.min(59, time.getSecond()))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
