package org.vigie.onvif;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Answers as a camera with two streams gives them, written for these tests.
final class HandMadeReplies {

  private static final String ENVELOPE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
        xmlns:tt="http://www.onvif.org/ver10/schema"
        xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
        xmlns:tr2="http://www.onvif.org/ver20/media/wsdl"
        xmlns:trt="http://www.onvif.org/ver10/media/wsdl"
        xmlns:ptz="http://www.onvif.org/ver20/ptz/wsdl"
        xmlns:tev="http://www.onvif.org/ver10/events/wsdl"
        xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"
        xmlns:wsa="http://www.w3.org/2005/08/addressing"
        xmlns:tns1="http://www.onvif.org/ver10/topics"
        xmlns:ter="http://www.onvif.org/ver10/error"><e:Body>%s</e:Body></e:Envelope>
      """;

  private HandMadeReplies() {}

  static String envelope(String body) {
    return ENVELOPE.formatted(body);
  }

  static String fault(String code, String reason) {
    return envelope(
        """
        <e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>ter:%s</e:Value>\
        </e:Subcode></e:Code><e:Reason><e:Text xml:lang="en">%s</e:Text></e:Reason></e:Fault>
        """
            .formatted(code, reason));
  }

  /// The answer of a camera whose clock shows this date and time, `Y M D h m s`.
  static String clock(String type, int... time) {
    return envelope(
        """
        <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>
        <tt:DateTimeType>%s</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>
        <tt:TimeZone><tt:TZ>CET-1CEST,M3.5.0,M10.5.0/3</tt:TZ></tt:TimeZone>
        <tt:UTCDateTime><tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute>
        <tt:Second>%d</tt:Second></tt:Time><tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month>
        <tt:Day>%d</tt:Day></tt:Date></tt:UTCDateTime>
        </tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>
        """
            .formatted(type, time[3], time[4], time[5], time[0], time[1], time[2]));
  }

  private static String service(String namespace) {
    return """
    <tds:Service><tds:Namespace>http://www.onvif.org/%s/wsdl</tds:Namespace>
    <tds:XAddr>http://{{=it.hostname}}:{{=it.port}}/onvif/%s</tds:XAddr>
    <tds:Version><tt:Major>22</tt:Major><tt:Minor>12</tt:Minor></tds:Version></tds:Service>
    """
        .formatted(namespace, namespace.replace('/', '_'));
  }

  private static String profile(String token, String name, String codec, int width, int height) {
    return """
    <tr2:Profiles token="%s" fixed="true"><tr2:Name>%s</tr2:Name><tr2:Configurations>
    <tr2:VideoSource token="vsc"><tt:Name>lens</tt:Name><tt:UseCount>2</tt:UseCount>
    <tt:SourceToken>lens-1</tt:SourceToken>
    <tt:Bounds x="0" y="0" width="3840" height="2160"/></tr2:VideoSource>
    <tr2:VideoEncoder token="enc-%s" GovLength="50" Profile="Main"><tt:Name>x</tt:Name>
    <tt:UseCount>1</tt:UseCount><tt:Encoding>%s</tt:Encoding>
    <tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>
    <tt:RateControl><tt:FrameRateLimit>12.5</tt:FrameRateLimit>
    <tt:BitrateLimit>2048</tt:BitrateLimit></tt:RateControl><tt:Quality>5</tt:Quality>
    </tr2:VideoEncoder><tr2:PTZ token="ptz"><tt:Name>p</tt:Name><tt:UseCount>1</tt:UseCount>
    <tt:NodeToken>node</tt:NodeToken></tr2:PTZ></tr2:Configurations></tr2:Profiles>
    """
        .formatted(token, name, token, codec, width, height);
  }

  private static String mask(String token, String points) {
    return """
    <tr2:Masks token="%s"><tr2:ConfigurationToken>vsc</tr2:ConfigurationToken>
    <tr2:Polygon>%s</tr2:Polygon><tr2:Type>Color</tr2:Type><tr2:Enabled>true</tr2:Enabled>
    </tr2:Masks>
    """
        .formatted(token, points);
  }

  static String masks(String points) {
    return envelope(
        "<tr2:GetMasksResponse>"
            + (points.isEmpty() ? "" : mask("m1", points))
            + "</tr2:GetMasksResponse>");
  }

  private static String notification(String topic, String item, String value) {
    return """
    <wsnt:NotificationMessage>
    <wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">%s\
    </wsnt:Topic><wsnt:Message><tt:Message UtcTime="2031-03-30T00:59:58Z"
    PropertyOperation="Changed"><tt:Source><tt:SimpleItem Name="Source" Value="vs"/>
    </tt:Source><tt:Data><tt:SimpleItem Name="%s" Value="%s"/></tt:Data></tt:Message>
    </wsnt:Message></wsnt:NotificationMessage>
    """
        .formatted(topic, item, value);
  }

  /// One of [#all].
  static String get(String name) {
    return Objects.requireNonNull(all().get(name));
  }

  static Map<String, String> all() {
    var all = new TreeMap<String, String>();
    all.put("GetSystemDateAndTime", clock("NTP", 2031, 3, 30, 0, 59, 58));
    all.put(
        "GetDeviceInformation",
        envelope(
            """
            <tds:GetDeviceInformationResponse><tds:Manufacturer>Handmade</tds:Manufacturer>
            <tds:Model>Lens \u0007 9000</tds:Model><tds:FirmwareVersion>1.2.3</tds:FirmwareVersion>
            <tds:SerialNumber>SN-0042</tds:SerialNumber><tds:HardwareId>1</tds:HardwareId>
            </tds:GetDeviceInformationResponse>
            """
                .replace("\u0007 ", "\n")));
    all.put(
        "GetServices",
        envelope(
            "<tds:GetServicesResponse>"
                + service("ver10/device")
                + service("ver10/media")
                + service("ver20/media")
                + service("ver20/ptz")
                + service("ver20/imaging")
                + service("ver10/events")
                + service("ver20/analytics")
                + "</tds:GetServicesResponse>"));
    all.put(
        "media2:GetProfiles",
        envelope(
            "<tr2:GetProfilesResponse>"
                + profile("p0", "big", "H265", 3840, 2160)
                + profile("p1", "small", "H264", 640, 360)
                + profile("p2", "still", "JPEG", 640, 480)
                + "</tr2:GetProfilesResponse>"));
    all.put(
        "media2:GetStreamUri",
        envelope(
            "<tr2:GetStreamUriResponse><tr2:Uri>rtsp://127.0.0.1:8554/stream</tr2:Uri>"
                + "</tr2:GetStreamUriResponse>"));
    all.put(
        "media2:GetMaskOptions",
        envelope(
            """
            <tr2:GetMaskOptionsResponse><tr2:Options RectangleOnly="false">
            <tr2:MaxMasks>4</tr2:MaxMasks><tr2:MaxPoints>8</tr2:MaxPoints>
            <tr2:Types>Color</tr2:Types><tr2:Color><tt:ColorList X="0" Y="0" Z="0"/></tr2:Color>
            </tr2:Options></tr2:GetMaskOptionsResponse>
            """));
    all.put("media2:GetMasks", masks(""));
    all.put(
        "media2:CreateMask",
        envelope("<tr2:CreateMaskResponse><tr2:Token>m2</tr2:Token></tr2:CreateMaskResponse>"));
    all.put("media2:SetMask", envelope("<tr2:SetMaskResponse/>"));
    all.put("media2:DeleteMask", envelope("<tr2:DeleteMaskResponse/>"));
    all.put(
        "GetNodes",
        envelope(
            """
            <ptz:GetNodesResponse><ptz:PTZNode token="node"><tt:Name>p</tt:Name>
            <tt:SupportedPTZSpaces/><tt:MaximumNumberOfPresets>64</tt:MaximumNumberOfPresets>
            <tt:HomeSupported>true</tt:HomeSupported>
            <tt:AuxiliaryCommands>tt:Wiper|On</tt:AuxiliaryCommands>
            <tt:AuxiliaryCommands>tt:Wiper|Off</tt:AuxiliaryCommands>
            <tt:AuxiliaryCommands>tt:IRLamp|On</tt:AuxiliaryCommands>
            <tt:AuxiliaryCommands>Reboot</tt:AuxiliaryCommands></ptz:PTZNode></ptz:GetNodesResponse>
            """));
    all.put(
        "GetPresets",
        envelope(
            """
            <ptz:GetPresetsResponse><ptz:Preset token="7"><tt:Name>gate</tt:Name></ptz:Preset>
            <ptz:Preset token="8"/></ptz:GetPresetsResponse>
            """));
    for (var name :
        new String[] {"ContinuousMove", "Stop", "GotoPreset", "RemovePreset", "GotoHomePosition"}) {
      all.put(name, envelope("<ptz:" + name + "Response/>"));
    }
    all.put(
        "SetPreset",
        envelope(
            "<ptz:SetPresetResponse><ptz:PresetToken>9</ptz:PresetToken></ptz:SetPresetResponse>"));
    all.put(
        "SendAuxiliaryCommand",
        envelope(
            "<ptz:SendAuxiliaryCommandResponse><ptz:AuxiliaryResponse>ok</ptz:AuxiliaryResponse>"
                + "</ptz:SendAuxiliaryCommandResponse>"));
    all.put("SetSystemDateAndTime", envelope("<tds:SetSystemDateAndTimeResponse/>"));
    all.put(
        "CreatePullPointSubscription",
        envelope(
            """
            <tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>
            <wsa:Address>http://{{=it.hostname}}:{{=it.port}}{{=it.pullPointUrl}}</wsa:Address>
            </tev:SubscriptionReference><wsnt:CurrentTime>2031-03-30T00:59:58Z</wsnt:CurrentTime>
            <wsnt:TerminationTime>2031-03-30T01:01:58Z</wsnt:TerminationTime>
            </tev:CreatePullPointSubscriptionResponse>
            """));
    all.put(
        "PullMessages",
        envelope(
            "<tev:PullMessagesResponse><tev:CurrentTime>2031-03-30T00:59:58Z</tev:CurrentTime>"
                + "<tev:TerminationTime>2031-03-30T01:01:58Z</tev:TerminationTime>"
                + notification("tns1:VideoSource/GlobalSceneChange/ImagingService", "State", "true")
                + notification("tns1:VideoSource/SignalLoss", "State", "0")
                + notification("tns1:VideoSource/MotionAlarm", "State", "true")
                + notification("tns1:RuleEngine/FieldDetector/ObjectsInside", "IsInside", "true")
                + notification("tns1:VideoSource/ImageTooDark/ImagingService", "Other", "true")
                + "</tev:PullMessagesResponse>"));
    all.put("Unsubscribe", envelope("<wsnt:UnsubscribeResponse/>"));
    return all;
  }
}
