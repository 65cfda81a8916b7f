package org.vigie.app;

import java.time.Duration;
import java.util.List;
import org.vigie.base.Clocks;
import org.vigie.base.Repeated;

/// Every second lets each camera's post follow its acts: an act that ends stops its camera within
/// two seconds (R3 asks for 60).
final class Keeper implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final List<CameraPost> posts;
  private final Runnable afterRound;
  private final Clocks clocks;
  private final Repeated rounds;

  /// @param afterRound called after each round, on the keeper's thread
  Keeper(List<CameraPost> posts, Runnable afterRound, Clocks clocks) {
    this.posts = List.copyOf(posts);
    this.afterRound = afterRound;
    this.clocks = clocks;
    this.rounds = Repeated.start("keeper", EVERY, this::round);
  }

  private void round() {
    for (var post : posts) {
      keep(post);
    }
    afterRound.run();
  }

  /// One camera's trouble is not another's.
  private void keep(CameraPost post) {
    try {
      post.keep(clocks.wall());
    } catch (RuntimeException | Error e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "camera " + post.config().id() + " could not be started or stopped; trying again in 1 s",
          e);
    }
  }

  @Override
  public void close() {
    rounds.close();
    for (var post : posts) {
      post.close();
    }
  }
}
