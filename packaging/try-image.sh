#!/bin/bash
# Tries an image as docs/en/administrator.md says that it is run: records a simulated camera for a minute, verifies, starts
# again on the same volumes, in a new container too, and without the word that lets the walls stand. Needs root, podman and
# curl; uses the storage of its own that it makes. Two minutes and more. Ends with 1 where something does not hold.
#
#   packaging/try-image.sh vigie_V.oci.tar
#
# VIGIE_PODMAN_RUN: further options of podman run, for machines that need them. VIGIE_SCENES: a folder of scenes that were drawn
# before, such as .vigie/scenes; else the simulator draws its own, which takes a few minutes.
set -euo pipefail

[ $# -eq 1 ] && [ -f "$1" ] || { echo "usage: packaging/try-image.sh vigie_V.oci.tar" >&2; exit 2; }
folder=$(mktemp -d /var/tmp/vigie-try-image.XXXXXX)
read -ra more <<<"${VIGIE_PODMAN_RUN:-}"
config=/etc/vigie/vigie.yaml
broken=0

pod() { podman --root "$folder/storage" --runroot "$folder/run" "$@"; }

gone() {
  pod rm --force --all --time 20 >/dev/null 2>&1 || true
  umount --recursive "$folder/storage/overlay" 2>/dev/null || true
  rm -rf --one-file-system "$folder"
}
trap gone EXIT

holds() { # what, command
  local what=$1
  shift
  if "$@" >"$folder/said" 2>&1; then echo "ok     $what"; else echo "WRONG  $what"; tail -5 "$folder/said"; broken=1; fi
}

# As the administrator's page has it.
run_vigie() { # further options
  pod run --detach --name vigie --network host --read-only --tmpfs /tmp --cap-drop all --security-opt no-new-privileges \
    --ulimit core=0 --stop-timeout 90 --volume vigie-data:/var/lib/vigie --volume vigie-etc:/etc/vigie \
    ${more[@]+"${more[@]}"} "$@" "$image" >/dev/null
}
walls=(--security-opt 'unmask=/proc/*')

vigie() { pod exec vigie vigie "$@"; }

once() { # words of vigie, on the volumes, while it is stopped
  pod run --rm --network none --read-only --tmpfs /tmp --cap-drop all --volume vigie-data:/var/lib/vigie \
    --volume vigie-etc:/etc/vigie ${more[@]+"${more[@]}"} "$image" vigie "$@"
}

parts() { vigie status --config $config --json | sed -n 's/.*"parts":\([0-9]*\).*/\1/p'; }

await_parts() { # how many since it was started
  local until=$((SECONDS + 240)) now
  while [ $SECONDS -lt $until ]; do
    now=$(parts 2>/dev/null || true)
    [ "${now:-0}" -lt "$1" ] || return 0
    sleep 1
  done
  vigie status --config $config
  return 1
}

confined() { ! vigie status --config $config --json | grep -q UNCONFINED; }
unconfined() { # within a minute
  local until=$((SECONDS + 60))
  while confined; do
    [ $SECONDS -lt $until ] || return 1
    sleep 1
  done
}

# The doctor ends with 1 where something is wrong.
doubts() { { vigie doctor --data /var/lib/vigie/town || true; } | grep 'confinement.*/proc'; }

began=$SECONDS
image=$(pod load --input "$1" | sed -n 's/^Loaded image: *//p')
echo "loaded $image in $((SECONDS - began)) s"

# The camera, of the image's own simulator.
jre=/usr/lib/vigie/current/jre/bin/java
scenes=${VIGIE_SCENES:+/scenes}
pod run --detach --interactive --name camera --network host --env CACHE_DIRECTORY= ${more[@]+"${more[@]}"} --entrypoint $jre \
  ${VIGIE_SCENES:+--volume "$VIGIE_SCENES:/scenes"} "$image" \
  -cp '/usr/lib/vigie/current/lib/*' org.vigie.simulator.SimulatorMain --cameras 1 --port 8555 \
  --cache "${scenes:-/tmp/scenes}" \
  --encoder "$jre -Xmx256m -cp /usr/lib/vigie/current/lib/* org.vigie.eye.EncodeMain" >/dev/null

run_vigie "${walls[@]}"
holds "the empty town answers" vigie status --config $config --wait 120s
holds "its console is served" curl -sSf -o /dev/null http://127.0.0.1:8420/
etc=$(pod volume inspect --format '{{.Mountpoint}}' vigie-etc)
sed -i -e 's/^town: .*/town: Trial/' -e '/^data:/d' -e 's/^# data:/data:/' -e '/^cameras:/d' "$etc/vigie.yaml"
printf '%s\n' 'zone: Europe/Paris' 'cameras:' '  - {id: market, name: Market, main: "rtsp://127.0.0.1:8555/place-du-marche/main"}' >>"$etc/vigie.yaml"
cat >"$etc/acts/recording.yaml" <<'TEXT'
act: recording
number: trial-1
authority: nobody (a trial)
from: 2026-01-01T00:00:00Z
until: 2100-01-01T00:00:00Z
purposes: [SAFETY_OF_PERSONS_AND_GOODS]
perimeter: loopback
cameras: all
retention: 24 h
review_window: 12 h
TEXT
until=$((SECONDS + 300))
until pod logs camera 2>&1 | grep -q '^up ' || [ $SECONDS -gt $until ]; do sleep 1; done
pod restart --time 90 vigie >/dev/null
began=$SECONDS
holds "a minute of the camera is recorded" await_parts 60
echo "       after $((SECONDS - began)) s"
holds "the walls stand, as Vigie says" confined
{ vigie doctor --data /var/lib/vigie/town || true; } | sed -n 's/^wrong/       doctor: wrong/p'
began=$SECONDS
pod stop --time 90 vigie >/dev/null
echo "       stopped in $((SECONDS - began)) s, with $(pod inspect --format '{{.State.ExitCode}}' vigie)"
holds "ledger holds" once verify ledger /var/lib/vigie/town
data=$(pod volume inspect --format '{{.Mountpoint}}' vigie-data)
cp --preserve=all "$data/town/keys/ledger.checkpoint" "$data/seen"
holds "footage holds" once verify footage /var/lib/vigie/town
pod start vigie >/dev/null
holds "it goes on after a restart" await_parts 5
pod stop --time 90 vigie >/dev/null
pod rm vigie >/dev/null
holds "tables are kept for another version" once upgrade copy --config $config --to another
run_vigie "${walls[@]}"
holds "a new container goes on, on the same volumes" await_parts 5
pod stop --time 90 vigie >/dev/null
pod rm vigie >/dev/null
holds "the kept tables go back" once upgrade back --config $config --from another --why trial
holds "the ledger continues the one of before" once verify ledger /var/lib/vigie/town --seen /var/lib/vigie/seen
holds "footage holds" once verify footage /var/lib/vigie/town
run_vigie
holds "without unmask it still records" await_parts 5
holds "and says UNCONFINED" unconfined
holds "and so does vigie doctor" doubts
[ $broken -eq 0 ] && echo "all holds"
exit $broken
