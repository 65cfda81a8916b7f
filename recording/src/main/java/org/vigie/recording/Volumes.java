package org.vigie.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.base.Closing;
import org.vigie.model.CameraId;

/// All volumes of a recorder, and which camera goes where. Safe for any thread.
final class Volumes implements AutoCloseable {

  /// What a camera of which nothing is known is expected to write: 2 Mb/s.
  static final long USUAL_BYTES_PER_SECOND = 250_000;

  private final List<VolumePost> posts;
  private final Map<CameraId, CameraPlace> places;
  private final SqlIndex index;
  private Recovery.Found found = new Recovery.Found(0, 0, 0);
  private final Map<CameraId, VolumePost> homes = new ConcurrentHashMap<>();
  private final Map<CameraId, Long> rates = new ConcurrentHashMap<>();

  Volumes(List<VolumePost> posts, Map<CameraId, CameraPlace> places, SqlIndex index) {
    this.posts = List.copyOf(posts);
    this.places = places;
    this.index = index;
  }

  /// Takes hold of every volume that is there, and makes good what a crash left. All journals are
  /// read before any reel is: one may say what was destroyed on another.
  ///
  /// @throws VolumeInUse if another recorder has one of them
  static Volumes open(RecorderSettings settings, VolumeServices services) throws IOException {
    var posts =
        settings.volumes().stream().map(volume -> new VolumePost(volume, services)).toList();
    var held = new LinkedHashMap<VolumePost, Volume>();
    try {
      for (var post : posts) {
        post.hold().ifPresent(volume -> held.put(post, volume));
      }
      var volumes = new Volumes(posts, settings.places(), services.index());
      for (var post : posts) {
        var volume = held.remove(post);
        if (volume != null) {
          volumes.found = volumes.found.and(post.recoverOrLeave(volume));
        }
      }
      Copies.promote(services.index(), volumes.present());
      Recovery.writeRestarts(services.index(), volumes);
      return volumes;
    } catch (IOException | RuntimeException e) {
      for (var volume : held.values()) {
        volume.close();
      }
      for (var post : posts) {
        post.close();
      }
      throw e;
    }
  }

  /// Begins to flush and to look after the volumes.
  ///
  /// @param closing gets what ends that, watches first
  void start(RecorderSettings settings, Registrar registrar, Closing closing) {
    for (var post : posts) {
      post.start(settings, registrar);
      closing.add(post::endFlushers);
    }
    for (var post : posts) {
      closing.add(post::endWatch);
    }
  }

  List<VolumePost> posts() {
    return posts;
  }

  /// What was made good when they were opened.
  Recovery.Found found() {
    return found;
  }

  /// The volumes that are there.
  List<Volume> present() {
    return posts.stream().flatMap(post -> post.volume().stream()).toList();
  }

  Optional<VolumePost> find(String id) {
    return posts.stream()
        .filter(post -> post.volume().filter(volume -> volume.id().equals(id)).isPresent())
        .findFirst();
  }

  /// What a volume is called, whether or not it is there.
  Optional<String> nameOf(String id) {
    return posts.stream().filter(post -> post.is(id)).map(VolumePost::name).findFirst();
  }

  /// Where the files of a reel are that can be reached now: its own volume first, then its copies,
  /// the longest first.
  List<Path> files(ReelRow row) {
    var found = new ArrayList<Path>();
    find(row.volume()).ifPresent(post -> add(found, post, row));
    for (var copy : index.copies().of(row.reel())) {
      find(copy.volume()).ifPresent(post -> add(found, post, row));
    }
    return found;
  }

  private static void add(List<Path> found, VolumePost post, ReelRow row) {
    post.volume().map(volume -> volume.folder().resolve(row.path())).ifPresent(found::add);
  }

  /// A journal for a line that belongs to no volume in particular, or whose volume is away.
  Optional<Volume> anyPresent(String preferred) {
    var there = present();
    return there.stream()
        .filter(volume -> volume.id().equals(preferred))
        .findFirst()
        .or(() -> there.stream().findFirst());
  }

  /// Where a camera belongs: as configured, else where its last reel lies, else where there is most
  /// room for what it writes.
  VolumePost home(CameraId camera) {
    var home = homes.get(camera);
    if (home == null) {
      synchronized (this) {
        home = homes.computeIfAbsent(camera, this::choose);
        expect(home);
      }
    }
    return home;
  }

  private VolumePost choose(CameraId camera) {
    var wanted = Optional.ofNullable(places.get(camera)).flatMap(CameraPlace::volume);
    if (wanted.isPresent()) {
      return posts.stream().filter(p -> p.name().equals(wanted.get())).findFirst().orElseThrow();
    }
    return index.sums().lastVolume(camera).flatMap(this::find).orElseGet(() -> roomiest(camera));
  }

  /// The one that would last longest with the camera.
  private VolumePost roomiest(CameraId camera) {
    var best = posts.getFirst();
    double longest = -1;
    for (var post : posts) {
      boolean takes = post.takes(true);
      double seconds =
          takes ? (double) post.space().leftBytes() / (load(post) + rate(camera)) : -0.5;
      if (seconds > longest) {
        longest = seconds;
        best = post;
      }
    }
    return best;
  }

  /// The volume for a camera's next reel: its home, else one that takes over, else the home all the
  /// same, which says why it takes nothing.
  ///
  /// @param fresh whether the camera was never recorded
  VolumePost next(CameraId camera, boolean fresh) {
    var home = home(camera);
    if (home.takes(fresh)) {
      return home;
    }
    var best = home;
    double longest = 0;
    for (var post : posts) {
      if (!post.equals(home) && post.settings().takesOver() && post.takes(fresh)) {
        double seconds = (double) post.space().leftBytes() / (load(post) + rate(camera));
        if (seconds > longest) {
          longest = seconds;
          best = post;
        }
      }
    }
    return best;
  }

  private long load(VolumePost post) {
    long load = 0;
    for (var home : homes.entrySet()) {
      if (home.getValue().equals(post)) {
        load += rate(home.getKey());
      }
    }
    return load;
  }

  private long rate(CameraId camera) {
    return rates.computeIfAbsent(
        camera, c -> Math.max(1, index.sums().bytesPerSecond(c).orElse(USUAL_BYTES_PER_SECOND)));
  }

  private void expect(VolumePost post) {
    post.expect(load(post));
  }

  void flush() throws InterruptedException {
    for (var post : posts) {
      post.flush();
    }
  }

  @Override
  public void close() throws IOException {
    for (var post : posts) {
      post.close();
    }
  }
}
