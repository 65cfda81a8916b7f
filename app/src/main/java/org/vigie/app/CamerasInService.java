package org.vigie.app;

import java.util.List;
import org.vigie.base.Clocks;
import org.vigie.desk.Views;
import org.vigie.governance.Governance;
import org.vigie.model.CameraId;
import org.vigie.model.CameraState;
import org.vigie.model.StreamKind;
import org.vigie.model.ViewTrouble;

/// How those of a town's cameras are that should work now, for [GroupOutage].
record CamerasInService(List<CameraPost> posts, Governance governance, Views views, Clocks clocks) {

  CamerasInService {
    posts = List.copyOf(posts);
  }

  /// Whether pictures come, and show something.
  List<GroupOutage.Seen> look() {
    var now = clocks.wall();
    return posts.stream()
        // What flies or is worn comes and goes.
        .filter(post -> post.config().source().isEmpty())
        .filter(post -> governance.recordingAct(post.config().id(), now).isPresent())
        .map(post -> new GroupOutage.Seen(post.config().id().value(), isWell(post)))
        .toList();
  }

  private boolean isWell(CameraPost post) {
    return showsSomething(post.config().id())
        && post.states().stream()
            .anyMatch(
                state ->
                    state.stream() == StreamKind.MAIN
                        && state.phase() == CameraState.Phase.STREAMING);
  }

  private boolean showsSomething(CameraId camera) {
    var troubles = views.troubles(camera);
    return !troubles.contains(ViewTrouble.BLINDED) && !troubles.contains(ViewTrouble.COVERED);
  }
}
