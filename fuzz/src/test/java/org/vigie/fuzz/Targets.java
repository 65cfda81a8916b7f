package org.vigie.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigie.app.AppTargets;
import org.vigie.app.backup.BackupTargets;
import org.vigie.custody.CustodyTargets;
import org.vigie.governance.GovernanceTargets;
import org.vigie.governance.ledger.LedgerTargets;
import org.vigie.governance.signing.SigningTargets;
import org.vigie.link.LinkTargets;
import org.vigie.media.mp4.Mp4Targets;
import org.vigie.media.rtp.RtpTargets;
import org.vigie.media.rtsp.RtspTargets;
import org.vigie.onvif.OnvifTargets;
import org.vigie.recording.RecordingTargets;
import org.vigie.recording.clips.ClipTargets;
import org.vigie.rules.RuleTargets;
import org.vigie.server.ServerTargets;
import org.vigie.verify.VerifyTargets;
import org.vigie.verify.footage.FootageTargets;
import org.vigie.verify.witness.WitnessTargets;

/// Every target, in order. A parser of outside bytes that is not here is not fuzzed.
final class Targets {

  private Targets() {}

  static List<Target> all() {
    return Stream.of(
            RtspTargets.all(),
            RtpTargets.all(),
            Mp4Targets.all(),
            OnvifTargets.all(),
            LinkTargets.all(),
            RecordingTargets.all(),
            ClipTargets.all(),
            LedgerTargets.all(),
            VerifyTargets.all(),
            WitnessTargets.all(),
            FootageTargets.all(),
            CustodyTargets.all(),
            AppTargets.all(),
            BackupTargets.all(),
            GovernanceTargets.all(),
            SigningTargets.all(),
            RuleTargets.all(),
            ServerTargets.all())
        .flatMap(List::stream)
        .toList();
  }

  static Target get(String name) {
    return all().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no target '%s'; there are: %s"
                        .formatted(
                            name,
                            all().stream().map(Target::name).collect(Collectors.joining(", ")))));
  }
}
