/// How old a picture is when it is seen, by its parts, in ms. What the camera and its own network took comes before and is not known.
export interface Age {
  /// From its arrival at Vigie until it could be shown: of a masked picture what the eye took.
  readonly made: number
  /// Until this viewer's turn came.
  readonly queued: number
  /// Half of what a question and its answer take to the server and back.
  readonly network: number
  /// From its arrival in this page until the screen showed it.
  readonly player: number
}

export function whole({ made, queued, network, player }: Age): number {
  return made + queued + network + player
}

/// When the pictures that are on their way to the screen came into the page, by their place on the time line of playing.
///
/// Bounded: a picture that is never shown is forgotten.
export class Arrivals {
  private readonly came = new Map<number, number>()

  /// @param start in seconds of media time
  /// @param now in ms of the page's clock
  arrived(start: number, now: number): void {
    this.came.set(key(start), now)
    if (this.came.size > 200) this.came.delete(this.came.keys().next().value!)
  }

  /// How long ago the picture came that is shown at `shown`; nothing for one whose arrival was not seen.
  since(mediaTime: number, shown: number): number | undefined {
    const came = this.came.get(key(mediaTime))
    return came === undefined ? undefined : Math.max(0, shown - came)
  }
}

/// To the ms: media times come back as fractions that do not end.
function key(seconds: number): number {
  return Math.round(seconds * 1000)
}
