# shellcheck shell=bash disable=SC2154
# `./vigie package`: a Debian package of what was built, with a Java of its own. Read by ./vigie, which has set home,
# state and JAVA_HOME, and has find_jdk and build. design/packaging.md says why things are where they are.

package_usage() {
  cat <<'TEXT'
./vigie package [--out DIR] [--version V] [--oci] [--twice] [--sign KEYID]

Makes vigie_V_amd64.deb, which needs nothing but Debian 12: Vigie, its libraries for this kind of machine, the console and
a Java runtime. Beside it lie vigie_V.cdx.json, which lists all that is in it (CycloneDX), and SHA256SUMS.

  --out DIR      where to; without it .vigie/package
  --version V    the package's version; without it that of the commit: its tag, or 0.1.0~gitDATE.COMMIT
  --oci          also an image for containers, of a Debian 12 with the package in it: vigie_V.oci.tar, which podman load reads;
                 needs root, debootstrap, buildah and a Debian mirror (the one of this machine's apt)
  --twice        makes it again from a fresh clone of the commit in another folder, and compares the two byte by byte
  --sign KEYID   signs SHA256SUMS with that key of gpg (SHA256SUMS.asc)

The same commit, JDK and Node give the same package byte for byte. An image holds the Debian of its day.
TEXT
}

# Modules whose programs run on a town's machine.
PACKAGED=(app verify custody eye simulator)

# The modules of Java that are needed, and what for. What the libraries name besides is checked against this list.
java_modules() {
  sed -n 's/^\([a-z][a-z.]*\).*/\1/p' "$home/packaging/java.modules" | paste -sd,
}

package() {
  local out=$state/package version="" twice=no oci=no key=""
  while [ $# -gt 0 ]; do
    case "$1" in
    --help | -h) package_usage; return 0 ;;
    --twice) twice=yes; shift ;;
    --oci) oci=yes; shift ;;
    --out | --version | --sign)
      [ $# -ge 2 ] || wrong_use "package: $1 needs a value; ./vigie package --help explains it."
      case "$1" in
      --out) out=$2 ;;
      --version) version=$2 ;;
      --sign) key=$2 ;;
      esac
      shift 2
      ;;
    *) wrong_use "package has no option '$1'; ./vigie package --help lists them." ;;
    esac
  done
  need dpkg-deb "dpkg-deb" "it is part of Debian"
  need git "git" "apt-get install git"
  [ "$(uname -m)" = x86_64 ] || fail "packages are made on the kind of machine that they are for; this is $(uname -m), and only x86_64 is known."
  [ -z "$key" ] || need gpg "gpg" "apt-get install gnupg"
  # shellcheck source=packaging/image.sh
  . "$home/packaging/image.sh"
  [ "$oci" = no ] || image_needs
  version=${version:-$(version_of_commit)}
  [[ $version =~ ^[0-9][A-Za-z0-9.+~]*$ ]] || wrong_use "package: '$version' is no version; such as 0.2.0 or 0.2.0~rc1"
  [ "$twice" = no ] || is_committed || fail "--twice needs all changes committed: it builds the commit again."
  is_committed || say "there are changes that are not committed: nobody else can make this package."
  build
  list_parts
  mkdir -p "$out"
  out=$(cd "$out" && pwd)
  export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
  SOURCE_DATE_EPOCH=$(git -C "$home" log -1 --format=%ct)
  umask 022
  local stage
  stage=$(mktemp -d "$state/stage.XXXXXX") || exit 1
  # shellcheck disable=SC2064
  trap "image_gone '$stage'; rm -rf --one-file-system '$stage'" EXIT
  # shellcheck source=packaging/stage.sh
  . "$home/packaging/stage.sh"
  stage_all "$stage/root" "$version"
  local deb=$out/vigie_${version}_amd64.deb
  # Most of it is compressed already. The number of threads is fixed, since the bytes may depend on it.
  dpkg-deb --root-owner-group -Zzstd -z9 --threads-max=2 --build "$stage/root" "$deb" >/dev/null || fail "dpkg-deb failed."
  cp "$stage/root/usr/share/doc/vigie/sbom.cdx.json" "$out/vigie_$version.cdx.json"
  local files=("vigie_${version}_amd64.deb" "vigie_$version.cdx.json")
  if [ "$oci" = yes ]; then
    make_image "$deb" "$version" "$out/vigie_$version.oci.tar"
    files+=("vigie_$version.oci.tar")
  fi
  (cd "$out" && sha256sum "${files[@]}" >SHA256SUMS)
  if [ -n "$key" ]; then
    rm -f "$out/SHA256SUMS.asc"
    gpg --local-user "$key" --armor --detach-sign "$out/SHA256SUMS" || fail "gpg did not sign with $key."
  fi
  say "$deb: $(($(stat -c %s "$deb") / 1000000)) MB, SHA-256 $(cut -c1-64 "$out/SHA256SUMS" | head -1)"
  [ "$twice" = no ] || again "$version" "$deb"
}

# Has each module's libraries listed (target/bom.json), unless they are for this build.
list_parts() {
  if ! cmp -s "$state/built" "$state/listed"; then
    say "listing the libraries."
    maven -Psbom -DskipTests -Dspotless.check.skip=true -pl "$(IFS=, && echo "${PACKAGED[*]}")" -am package ||
      fail "the libraries could not be listed; $state/build.log says why."
    cp "$state/built" "$state/listed"
  fi
}

is_committed() {
  [ -z "$(git -C "$home" status --porcelain)" ]
}

version_of_commit() {
  local tag
  tag=$(git -C "$home" tag --points-at HEAD | sed -n 's/^v\([0-9].*\)/\1/p' | head -1)
  if [ -n "$tag" ] && is_committed; then
    echo "$tag"
  else
    echo "0.1.0~git$(TZ=UTC git -C "$home" log -1 --date=format-local:%Y%m%d%H%M --format=%cd.%h)"
  fi
}

# Builds the commit in a folder of another and compares.
again() { # version, the first package
  local elsewhere=$state/again-$$ second began=$SECONDS
  say "building the commit once more, elsewhere."
  git clone -q --no-hardlinks "$home" "$elsewhere/other" || fail "the commit cannot be cloned."
  if ! VIGIE_JAVA_HOME=$JAVA_HOME "$elsewhere/other/vigie" package --version "$1" --out "$elsewhere/out"; then
    fail "the second build failed; it lies in $elsewhere"
  fi
  second=$elsewhere/out/$(basename "$2")
  if cmp "$2" "$second"; then
    say "both packages are the same, byte for byte; the second took $((SECONDS - began)) s."
    rm -rf "$elsewhere"
  else
    fail "the packages differ: compare $2 with $second (diffoscope shows where)."
  fi
}
