# shellcheck shell=bash disable=SC2154
# Lays out the files of the package below a folder. Read by packaging/package.sh.

stage_all() { # root, version
  local root=$1 version=$2 base=$1/usr/lib/vigie/package
  mkdir -p "$base"/{lib,programs,bin,packaging,console,systemd}
  stage_jars "$base"
  stage_java "$base"
  cp -r "$home/console/dist" "$base/console/dist"
  cp -r "$home/packaging/launcher.sh" "$home/packaging/jvm" "$base/packaging/"
  printf '%s\n' "$version" >"$base/version"
  install -m 755 "$home/packaging/bin/vigie" "$home/packaging/bin/vigie-upgrade" "$base/bin/"
  install -D -m 644 "$home/packaging/systemd/vigie.service" "$root/usr/lib/systemd/system/vigie.service"
  cp "$home/packaging/systemd/vigie.service" "$base/systemd/"
  install -D -m 640 "$home/packaging/etc/vigie.yaml" "$root/etc/vigie/vigie.yaml"
  install -D -m 644 "$home/packaging/etc/default" "$root/etc/default/vigie"
  mkdir -p "$root/etc/vigie/acts" "$root/usr/bin" "$root/usr/sbin"
  ln -s ../lib/vigie/current/bin/vigie "$root/usr/bin/vigie"
  ln -s ../lib/vigie/package/bin/vigie-upgrade "$root/usr/sbin/vigie-upgrade"
  stage_docs "$root" "$version"
  stage_sbom "$root" "$version"
  (cd "$base" && find . -type f | sort | xargs -d '\n' sha256sum | sha256sum | cut -c1-8) >"$root/../id"
  # Names this very build: two of one version are told apart.
  cp "$root/../id" "$base/id"
  stage_control "$root" "$version"
  # As whoever unpacks it shall find it, whatever the umask here.
  find "$root" -type d -exec chmod 755 {} +
  find "$root/usr" -type f ! -perm /111 -exec chmod 644 {} +
  chmod 750 "$root/etc/vigie" "$root/etc/vigie/acts"
  find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# The jars of all programs, each once; which program needs which stands in programs/MODULE.
stage_jars() { # where to
  local base=$1 module jar name list
  for module in "${PACKAGED[@]}"; do
    [ -f "$home/$module/target/$module-0.1.0-SNAPSHOT.jar" ] || fail "$module is not built"
    list=""
    while read -r jar; do
      [ -n "$jar" ] || continue
      name=$(basename "$jar")
      case "$jar" in "$home"/*) name=vigie-$(basename "${jar%/target/*}").jar ;; esac
      if [ -e "$base/lib/$name" ]; then
        cmp -s "$jar" "$base/lib/$name" || fail "two libraries are called $name: $jar is one of them."
      else
        cp "$jar" "$base/lib/$name"
      fi
      list=$list:$name
    done < <(class_path "$module" | tr ':' '\n' && echo)
    printf '%s\n' "${list#:}" >"$base/programs/$module"
  done
  trim "$base"/lib/onnxruntime-*.jar ai/onnxruntime/native/{linux-aarch64,osx-aarch64,osx-x64,win-x64}/
  trim "$base"/lib/sqlite-jdbc-*.jar org/sqlite/native/{FreeBSD,Linux-Musl,Linux-Android,Mac,Windows}/ \
    org/sqlite/native/Linux/{aarch64,arm,armv6,armv7,ppc64,riscv64,x86}/
  for jar in "$base"/lib/vigie-*.jar; do
    trim "$jar"
  done
  chmod 644 "$base"/lib/*
}

# Takes the natives of other machines out of a jar.
trim() { # jar, folders in it
  local jar=$1
  shift
  [ -e "$jar" ] || return 0
  "$JAVA_HOME/bin/java" "$home/packaging/TrimJar.java" "$jar" "$jar.trimmed" "$@" || fail "$jar cannot be trimmed."
  mv "$jar.trimmed" "$jar"
}

# A Java runtime of the modules that are needed, and of no other.
stage_java() { # where to
  local base=$1 modules wanted missing
  modules=$(java_modules)
  wanted=$("$JAVA_HOME/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps --class-path "$base/lib/*" \
    "$base"/lib/vigie-*.jar 2>/dev/null) || fail "jdeps does not say which modules of Java are needed."
  missing=$(comm -23 <(tr ',' '\n' <<<"$wanted" | sort) <(tr ',' '\n' <<<"$modules" | sort) | paste -sd' ')
  [ -z "$missing" ] || fail "packaging/java.modules lacks what the code needs: $missing"
  "$JAVA_HOME/bin/jlink" --add-modules "$modules" --output "$base/jre" --strip-java-debug-attributes --no-header-files \
    --no-man-pages --compress zip-0 || fail "jlink did not make a Java runtime; it needs a JDK 25 that has its modules."
}

stage_docs() { # root, version
  local doc=$1/usr/share/doc/vigie
  mkdir -p "$doc/design" "$1/usr/share/man/man1"
  cp "$home/README.md" "$home/ARCHITECTURE.md" "$home/SECURITY.md" "$doc/"
  # The manual lies beside the console with the pictures that it shows; here are its sources alone.
  mkdir -p "$doc/docs"
  (cd "$home/docs" && tar c --exclude=pictures .) | tar x -C "$doc/docs"
  cp -r "$home/design/." "$doc/design/"
  cp "$home/packaging/debian/copyright" "$doc/copyright"
  cp "$home/CHANGELOG.md" "$doc/"
  debian_changelog "$2" | gzip -9n >"$doc/changelog.gz"
  sed "s/@VERSION@/$2/" "$home/packaging/debian/vigie.1" | gzip -9n >"$1/usr/share/man/man1/vigie.1.gz"
  find "$doc" -type f -exec chmod 644 {} +
}

# What Debian's tools read; what has changed is in CHANGELOG.md.
debian_changelog() { # version
  printf 'vigie (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' "$1" \
    "$(sed -n 's/^Maintainer: //p' "$home/packaging/debian/control")" "$(date -R -d "@$SOURCE_DATE_EPOCH")"
}

stage_sbom() { # root, version
  local doc=$1/usr/share/doc/vigie
  mkdir -p "$doc"
  node "$home/packaging/sbom.mjs" "$home" "$1/usr/lib/vigie/package" "$2" >"$doc/sbom.cdx.json" ||
    fail "the list of what is in the package could not be made."
}

stage_control() { # root, version
  local root=$1 script
  mkdir -p "$root/DEBIAN"
  for script in preinst postinst prerm postrm; do
    [ ! -f "$home/packaging/debian/$script" ] || install -m 755 "$home/packaging/debian/$script" "$root/DEBIAN/$script"
  done
  printf '%s\n' /etc/vigie/vigie.yaml /etc/default/vigie >"$root/DEBIAN/conffiles"
  (cd "$root" && find usr -type f | sort | xargs -d '\n' md5sum) >"$root/DEBIAN/md5sums"
  sed -e "s/@VERSION@/$2/" -e "s/@SIZE@/$(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f1)/" \
    "$home/packaging/debian/control" >"$root/DEBIAN/control"
}
