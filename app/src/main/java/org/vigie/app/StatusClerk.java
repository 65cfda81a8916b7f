package org.vigie.app;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.vigie.base.Programs;
import org.vigie.desk.AlarmBoard;
import org.vigie.governance.ledger.Ledger;
import org.vigie.recording.Recorder;
import org.vigie.recording.RecordingState;
import tools.jackson.databind.json.JsonMapper;

/// Says how a running town is; answers on the control socket, one line of JSON.
record StatusClerk(URI url, int cameras, Recorder recorder, Ledger ledger, AlarmBoard alarms)
    implements Supplier<ControlAnswer> {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// An answer on the socket has a bound; so many cameras are named.
  private static final int MOST_NAMED = 40;

  @Override
  public ControlAnswer get() {
    var states = recorder.states();
    var report =
        new StatusReport(
            Programs.VERSION,
            url.toString(),
            cameras,
            (int) states.stream().filter(StatusClerk::isRecorded).count(),
            states.stream()
                .filter(state -> !isRecorded(state))
                .limit(MOST_NAMED)
                .map(state -> state.camera() + ": " + state.detail())
                .toList(),
            states.stream().mapToLong(RecordingState::durableParts).sum(),
            ledger.size(),
            alarms.current().stream()
                .map(alarm -> alarm.kind() + " " + alarm.subject())
                .limit(MOST_NAMED)
                .toList());
    return new ControlAnswer("", List.of(JSON.writeValueAsString(report)));
  }

  private static boolean isRecorded(RecordingState state) {
    return state.recording() && state.durableParts() > 0;
  }
}
