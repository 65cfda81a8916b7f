# shellcheck shell=bash disable=SC2034,SC2154,SC2016
# What the `vigie` of a source checkout and the `vigie` of an installed package have in common: the verbs that a town
# needs, their help, and how a JVM is started. Read by bash, not run.
#
# Whoever reads this has set: home (the folder of the installation, or of the checkout), me (what people type) and java
# (the command), and has a function class_path MODULE that prints the class path of a module's program.

verbs=(demo training serve status upgrade export case acts commission source people verify custodian witness backup restore doctor tell reindex size models camera)

say() { printf 'vigie: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
wrong_use() { say "$*"; exit 2; }

town_usage() {
  cat <<'TEXT' | as_typed
Vigie: the video supervision of a town. It sees what happens, never who.

  ./vigie demo                    four simulated cameras in your browser, nothing to configure
  ./vigie demo --camera rtsp://USER:PASSWORD@HOST/PATH [--camera ...] [--rules FILE]
                                  the same with your own cameras
  ./vigie training                an exercise for operators: simulated cameras on the real console, marked as such, and a debrief
  ./vigie serve --config FILE     run a town from its configuration (design/examples/vigie.yaml is annotated)
  ./vigie serve --data DIR        run, or resume, what a data folder holds
  ./vigie status --data DIR       which version runs on a data folder, what it records, where it answers
  ./vigie export --data DIR --camera ID --from T --to T --out F.mp4
                                  hand out recorded footage; the ledger keeps who, what and why
  ./vigie case --data DIR --footage ID,T,T ... --out DIR
                                  the same for an authority that asks: several cameras, with what proves it
  ./vigie verify export DIR       check footage that was handed over, picture by picture, without the server
  ./vigie verify inspection DIR   check what an inspector took away: every file, and the ledger in it
  ./vigie verify ledger DIR       check a ledger without the server
  ./vigie verify footage DIR      read all footage again: hashes, seals, journal, what the ledger was told
  ./vigie verify deletion DIR     check that what the ledger says was destroyed is gone, day by day
  ./vigie custodian VERB          on a custodian's own machine: keys, what is asked, approvals
  ./vigie witness ...             watch a ledger from another machine and cosign it; ./vigie witness --help begins at the key
  ./vigie backup --data DIR --out FILE
                                  the town in one locked file: configuration, acts, ledger, accounts; no footage, none of its keys
  ./vigie restore FILE --data DIR --town NAME
                                  a backup becomes a data folder again; both --help say how to move to another machine
  ./vigie doctor [--data DIR]     what is wrong with this machine, what follows from it, what to do
  ./vigie tell --config FILE [NAME]
                                  send a trial to whoever is told of alarms outside this machine, and say what came of it
  ./vigie reindex --data DIR      rebuild the index of the recordings from the recordings themselves
  ./vigie size --config FILE      what disks the town's cameras and acts need (or --cameras 217 --retention 30d)
  ./vigie models add FILE|URL --data DIR [--manifest M]
                                  let the town's eyes use a detector; ./vigie models list --data DIR
  ./vigie camera find             who answers in this machine's networks (ONVIF)
  ./vigie camera add ADDRESS --user U --password-file F --config FILE
                                  ask a camera what it is and add it; ./vigie camera check compares
  ./vigie camera import TABLE --config FILE
                                  add a whole fleet from a spreadsheet; ./vigie camera export writes one
  ./vigie acts VERB               acts and signatures: check, list, suspend, resume, revoke, key, sign (./vigie acts --help)
  ./vigie commission VERB         try a rule on its own camera: scenes, report, arm (./vigie commission --help)
  ./vigie source import FILE       files of drones and worn cameras (./vigie source --help)
  ./vigie people VERB             who can sign in; lets an administrator in again who lost telephone or password
TEXT
}

# Puts what people type here in the place of `./vigie`, and keeps the columns of a help text.
as_typed() {
  if [ "$me" = ./vigie ]; then
    cat
  else
    sed -E -e "s#^  \./vigie (([^ ]+ )*[^ ]+)   *([^ ].*)\$#  $me \1@@\3#" -e "s#\./vigie#$me#g" |
      awk -F '@@' 'NF > 1 { printf "%-33s %s\n", $1, $2; next } { print }'
  fi
}

# Prints the verb of "${@:2}" with the fewest edits from $1, or nothing when none is near.
nearest_verb() {
  local typed=$1
  shift
  printf '%s\n' "$@" | awk -v typed="$typed" '
    function least(a, b) { return a < b ? a : b }
    function edits(s, t,    i, j, d, n, m) {
      n = length(s); m = length(t)
      for (i = 0; i <= n; i++) d[i, 0] = i
      for (j = 0; j <= m; j++) d[0, j] = j
      for (i = 1; i <= n; i++) for (j = 1; j <= m; j++)
        d[i, j] = least(least(d[i-1, j], d[i, j-1]) + 1, d[i-1, j-1] + (substr(s, i, 1) != substr(t, j, 1)))
      return d[n, m]
    }
    { e = edits(typed, $0); if (best == "" || e < fewest) { best = $0; fewest = e } }
    END { if (fewest <= 2 || fewest * 2 <= length(typed)) print best }'
}

no_such_verb() { # what was typed, then the verbs that there are
  local near
  near=$(nearest_verb "$@")
  wrong_use "there is no '$1'.${near:+ Did you mean '$near'?} '$me help' lists what there is."
}

# Runs a main class of one module. VIGIE_HEAP is the most heap of the server, such as 700m.
run_java() { # module, main class, arguments
  local module=$1 main=$2 path
  shift 2
  path=$(class_path "$module") || exit 1
  exec "$java" "@$home/packaging/jvm/programs.options" "@$home/packaging/jvm/server.options" -Xmx"${VIGIE_HEAP:-1g}" \
    -Dvigie.home="$home" ${properties[@]+"${properties[@]}"} -cp "$path" "$main" "$@"
}

# Runs a verb of a town.
run_verb() { # verb, arguments
  local verb=$1
  shift
  case "$verb" in
  verify) run_java verify org.vigie.verify.VerifyMain "$@" ;;
  custodian) run_java custody org.vigie.custody.program.CustodianMain "$@" ;;
  witness) run_java verify org.vigie.verify.witness.WitnessMain "$@" ;;
  *) run_java app org.vigie.app.Main "$verb" "$@" ;;
  esac
}
