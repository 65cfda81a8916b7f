# shellcheck shell=bash disable=SC2154
# `./vigie package --oci`: an image for containers of the package that was made, by debootstrap and buildah, without a
# daemon. Read by packaging/package.sh. design/packaging.md says how it is run, and why so.

# The account's number: it must be the same in every image, since the files in a town's volumes belong to it.
IMAGE_ACCOUNT=842

# What Vigie's own words to apt are: nothing but what is asked for, no questions, one line a package at most.
IMAGE_APT="apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0"

# Lets go of what buildah has mounted, whatever happened, so that its folder can be deleted.
image_gone() {
  [ -d "$1/storage" ] || return 0
  buildah --root "$1/storage" --runroot "$1/run" rm --all >/dev/null 2>&1
  umount --recursive "$1/storage/overlay" 2>/dev/null
  true
}

# Before minutes are spent on the package.
image_needs() {
  need buildah "buildah" "apt-get install buildah"
  need debootstrap "debootstrap" "apt-get install debootstrap"
  [ "$(id -u)" -eq 0 ] || fail "--oci makes a Debian of its own in a folder, which only root may do."
}

# The Debian mirror that this machine's apt is set up with.
image_mirror() {
  local found
  found=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{sources,list} 2>/dev/null |
    sed -nE 's#^(URIs:[[:space:]]*|deb[[:space:]]+(\[[^]]*][[:space:]]+)?)([^[:space:]]*/debian/?)([[:space:]].*)?$#\3#p' | head -1)
  echo "${found:-http://deb.debian.org/debian}"
}

# Where the image's own apt looks, on whichever mirror it was made.
image_sources() { # mirror
  local security=${1%/}-security
  cat <<TEXT
Types: deb
URIs: $1
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: $security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
TEXT
}

image_buildah() {
  buildah --root "$stage/storage" --runroot "$stage/run" "$@" 2>>"$stage/image.log"
}

# Runs a line of sh in a container that is being made, as root.
image_run() { # container, line, further options of buildah run
  local container=$1 line=$2
  shift 2
  image_buildah run --isolation chroot --network host --env DEBIAN_FRONTEND=noninteractive \
    --env SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" "$@" "$container" -- sh -euc "$line" >>"$stage/image.log" 2>&1 || {
    tail -15 "$stage/image.log" >&2
    fail "the image could not be made: this failed in it: $line"
  }
}

# What apt, dpkg and debootstrap leave behind: caches, logs, copies, and this machine's name and resolver.
image_clean() { # root of the container
  local root=$1
  rm -rf "${root:?}"/var/cache/apt/* "$root"/var/cache/ldconfig/* "$root"/var/lib/apt/lists/* "$root"/var/log/* \
    "$root"/var/lib/dpkg/*-old "$root"/var/cache/debconf/*-old "$root"/etc/{passwd,group,shadow,gshadow,subuid,subgid}- \
    "$root"/tmp/* "$root"/var/tmp/* "$root"/debootstrap
  rm -f "$root/etc/hostname" "$root/etc/machine-id" "$root/etc/apt/sources.list"
  : >"$root/etc/resolv.conf"
}

# Debian 12 as its security team last left it, with what the package depends on and a first process that buries the dead.
# Its files bear the date of that Debian, not of the commit: two versions of Vigie on one Debian share this layer.
image_debian() { # the package
  local mirror container root needs SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH
  mirror=$(image_mirror)
  container=$(image_buildah from scratch) || fail "buildah cannot work here: $(tail -1 "$stage/image.log")"
  root=$(image_buildah mount "$container") || fail "buildah cannot mount what it makes: $(tail -1 "$stage/image.log")"
  debootstrap --variant=minbase bookworm "$root" "$mirror" >>"$stage/image.log" 2>&1 || {
    tail -5 "$root/debootstrap/debootstrap.log" >&2
    fail "debootstrap did not make a Debian 12 from $mirror."
  }
  image_sources "$mirror" >"$root/etc/apt/sources.list.d/debian.sources"
  rm -f "$root/etc/apt/sources.list"
  # Names of packages alone: what each must be at least is for apt to say when the package itself is installed.
  needs=$(dpkg-deb -f "$1" Depends | sed -e 's/([^)]*)//g' -e 's/|[^,]*//g' | tr ',\n' '  ')
  image_run "$container" "apt-get -q update"
  SOURCE_DATE_EPOCH=$(sed -n 's/^Date: //p' "$root"/var/lib/apt/lists/*Release | date -f - +%s | sort -n | tail -1)
  image_run "$container" "$IMAGE_APT upgrade
    $IMAGE_APT install $needs tini
    adduser --system --group --uid $IMAGE_ACCOUNT --home /var/lib/vigie --no-create-home --quiet vigie
    find / -xdev -type f -perm /6000 -exec chmod ug-s {} +"
  image_clean "$root"
  image_sources http://deb.debian.org/debian >"$root/etc/apt/sources.list.d/debian.sources"
  image_buildah umount "$container" >/dev/null
  image_buildah commit --quiet --timestamp "$SOURCE_DATE_EPOCH" "$container" localhost/vigie-debian >/dev/null || fail "buildah did not keep the Debian."
  image_buildah rm "$container" >/dev/null
}

make_image() { # the package, version, the image's file
  local deb=$1 version=$2 file=$3 container root began=$SECONDS
  say "making an image: a Debian 12 first."
  : >"$stage/image.log"
  image_debian "$deb"
  say "installing the package in it."
  container=$(image_buildah from --pull-never localhost/vigie-debian) || fail "buildah does not find its own Debian."
  root=$(image_buildah mount "$container")
  image_run "$container" "dpkg --install /run/vigie.deb" --volume "$deb:/run/vigie.deb:ro"
  rm -f "$root/run/vigie.deb"
  image_clean "$root"
  image_buildah umount "$container" >/dev/null
  # By its number: who forbids root looks at numbers. Its signal is that of systemd, after which it seals what it has.
  image_buildah config --created-by "vigie $version" --author "The maintainers of Vigie" \
    --entrypoint '["/usr/bin/tini","--"]' --cmd "/usr/bin/vigie serve --config /etc/vigie/vigie.yaml" \
    --user "$IMAGE_ACCOUNT:$IMAGE_ACCOUNT" --workingdir /var/lib/vigie --stop-signal SIGTERM --port 8420/tcp \
    --env PATH=/usr/bin:/bin --env LANG=C.UTF-8 --env HOME=/var/lib/vigie --env CACHE_DIRECTORY=/var/cache/vigie \
    --volume /var/lib/vigie --volume /etc/vigie --volume /var/cache/vigie \
    --label org.opencontainers.image.title=Vigie \
    --label org.opencontainers.image.description="video supervision of a town, open and answerable" \
    --label org.opencontainers.image.version="$version" \
    --label org.opencontainers.image.licenses=EUPL-1.2 \
    --label org.opencontainers.image.revision="$(git -C "$home" rev-parse HEAD)" \
    --label org.opencontainers.image.created="$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" "$container" ||
    fail "buildah did not describe the image: $(tail -1 "$stage/image.log")"
  image_buildah commit --quiet --timestamp "$SOURCE_DATE_EPOCH" "$container" localhost/vigie >/dev/null || fail "buildah did not keep the image."
  rm -f "$file"
  image_buildah push --quiet localhost/vigie "oci-archive:$file:localhost/vigie:$(image_tag "$version")" ||
    fail "the image could not be written: $(tail -1 "$stage/image.log")"
  say "$file: $(($(stat -c %s "$file") / 1000000)) MB, made in $((SECONDS - began)) s."
}

# A version as the name of an image may hold it.
image_tag() { # version
  tr '~+' '--' <<<"$1"
}
