# Steps with a visible list, for ./run, ./test and .ci/run. Sourced by them; writes to standard error alone, so that the
# program's own output stays clean.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log_folder=$root/build/logs
step_number=0

# step NAME COMMAND…: runs it with its output in a log; shows the log's end when it fails.
step() {
  local name=$1 began=$SECONDS log
  shift
  step_number=$((step_number + 1))
  mkdir -p "$log_folder"
  log=$log_folder/$step_number-$(echo "$name" | tr -c 'a-z0-9\n' '-').log
  printf '  [%d] %s … ' "$step_number" "$name" >&2
  if "$@" >"$log" 2>&1; then
    printf 'done (%ds)\n' $((SECONDS - began)) >&2
  else
    printf 'FAILED\n' >&2
    tail -n 60 "$log" >&2
    printf '%s\n' "The whole log: $log" >&2
    exit 1
  fi
}

# The Debian packages of a list that are not installed.
missing_packages() {
  local wanted
  wanted=$(grep -hv '^#' "$@" | sort -u)
  comm -23 <(echo "$wanted") <(dpkg-query -W -f '${Package} ${Status}\n' 2>/dev/null | awk '/ok installed$/{print $1}' | sort -u)
}

install_packages() {
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@"
}

# need_packages LIST…: installs what is missing; without a word where nothing is.
need_packages() {
  local missing
  missing=$(missing_packages "$@")
  [ -z "$missing" ] || step "install $(echo "$missing" | wc -l) packages" install_packages $missing
}

# configured PRESET: runs CMake once; ninja itself notices later changes.
configured() {
  [ -f "$root/build/$1/build.ninja" ] || step "configure ($1)" cmake -S "$root" --preset "$1"
}

# need_inference: gets the library that runs the models; a failure is told and does not end the run, since the program
# stands without it and reads by rules.
need_inference() {
  "$root/scripts/openvino" --missing || return 0
  if ! (step "get the library that runs the models" "$root/scripts/openvino"); then
    echo "  it could not be had: building without it, the program reads by rules" >&2
  fi
}
