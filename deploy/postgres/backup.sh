#!/usr/bin/env bash
# backup.sh now              one dump into /backups, checked; encrypted when there is a BACKUP_PASSPHRASE
# backup.sh daily            one every day at BACKUP_HOUR (UTC); those older than BACKUP_KEEP_DAYS are removed
# backup.sh check FILE       whether that dump is whole and ours; changes nothing
# backup.sh restore FILE     everything as it was in that dump, or nothing changed
# backup.sh rehearse FILE    the same into a database made for it, which is dropped afterwards
set -euo pipefail
umask 077
: "${DATABASE_URL:?}" "${BACKUP_HOUR:=3}" "${BACKUP_KEEP_DAYS:=14}" "${BACKUP_PASSPHRASE:=}" "${BACKUP_REMOTE:=}"
export BACKUP_PASSPHRASE
folder=${BACKUP_FOLDER:-/backups}
# What stands at the end of an encrypted dump: 64 letters and a line feed.
seal_bytes=65

main() {
  case ${1:-now} in
    now) make_backup ;;
    daily) keep_daily ;;
    check) check "$(path_of "${2:?name the dump}")" && echo 'The dump is whole.' ;;
    restore) restore "$(path_of "${2:?name the dump}")" ;;
    rehearse) rehearse "$(path_of "${2:?name the dump}")" ;;
    *) sed -n '2,6p' "$0" >&2; exit 1 ;;
  esac
}

make_backup() {
  local name part seal
  name=pomogator-$(date -u +%Y-%m-%dT%H%M%SZ).dump
  [ -z "$BACKUP_PASSPHRASE" ] || name=$name.enc
  part=$folder/part-$name
  pg_dump --format=custom --no-owner --no-privileges "$DATABASE_URL" | closed >"$part"
  if [ -n "$BACKUP_PASSPHRASE" ]; then
    seal=$(seal_of <"$part")
    echo "$seal" >>"$part"
  fi
  # Read back to its last byte before it counts as one.
  check "$part"
  mv "$part" "$folder/$name"
  query -c "insert into $(home_of_tables).events (level, kind, data)
    values ('info', 'backup_made', jsonb_build_object('file', '$name', 'bytes', $(stat -c %s "$folder/$name")))"
  note_copies
  find "$folder" -maxdepth 1 \( -name 'pomogator-*.dump*' -mtime "+$BACKUP_KEEP_DAYS" -o -name 'part-*' -mmin +720 \) -delete
  echo "$folder/$name"
}

# When dumps were last copied elsewhere (offsite/offsite.sh); if never, since when there are any to copy.
note_copies() {
  local since
  [ -n "$BACKUP_REMOTE" ] || return 0
  since=$folder/.copied
  [ -e "$since" ] || since=$(find "$folder" -maxdepth 1 -name 'pomogator-*.dump.enc' | sort | head -n 1)
  [ -n "$since" ] || return 0
  query -c "insert into $(home_of_tables).events (level, kind, data)
    values ('info', 'backup_copied', jsonb_build_object('at', to_timestamp($(stat -c %Y "$since"))))"
}

keep_daily() {
  trap 'exit 0' TERM INT
  while :; do
    local now next
    now=$(date -u +%s)
    next=$(date -u -d "today $BACKUP_HOUR:00" +%s)
    [ "$next" -gt "$now" ] || next=$((next + 86400))
    sleep $((next - now)) &
    wait $!
    # One that fails is tried again within the hour; the age of the last good one is watched. A process of its own: inside
    # a condition the shell would go on after a failed command.
    until bash "$0" now; do
      echo 'The backup failed; trying again in ten minutes' >&2
      sleep 600 &
      wait $!
    done
  done
}

# One transaction: the old is dropped and the new is there, or a fault leaves everything as it was.
restore() {
  check "$1"
  {
    echo 'drop schema if exists pgboss cascade;'
    schemas_of "$1" | sed 's/.*/drop schema if exists "&" cascade;/'
    echo 'drop schema if exists public cascade; create schema public;'
    # Settings that this server does not know are left out: a newer client writes some for newer servers.
    opened "$1" | pg_restore --no-owner --no-privileges --file=- | known_settings || echo 'select broken_dump();'
  } | query --single-transaction --output=/dev/null
  local home wrong
  home=$(home_of_tables)
  wrong=$(query -c "set search_path = $home; select count(*) from users where credits <>
    (select coalesce(sum(delta), 0) from credit_entries where user_id = telegram_id)")
  [ "$wrong" = 0 ] || { echo "$wrong balances do not agree with the ledger" >&2; exit 1; }
  echo "Restored: $(query -c "set search_path = $home; select count(*) || ' people, ' || (select count(*) from messages_log) || ' questions, '
    || (select count(*) from transactions where status <> 'pending') || ' payments' from users"); every balance is the sum of its ledger."
}

rehearse() {
  local name=pomogator_rehearsal there=$DATABASE_URL
  query -c "drop database if exists $name" -c "create database $name"
  # shellcheck disable=SC2064 # the address as it is now
  trap "DATABASE_URL='$there'; query -c 'drop database if exists $name with (force)'" EXIT
  # The name of the database stands between the host and the question mark.
  DATABASE_URL=$(sed -E "s#^([a-z]+://[^/]*)(/[^?]*)?#\1/$name#" <<<"$there")
  restore "$1"
}

check() {
  [ -s "$1" ] || { echo "There is no $1" >&2; return 1; }
  case $1 in
    *.enc)
      [ -n "$BACKUP_PASSPHRASE" ] || { echo "$1 is encrypted and BACKUP_PASSPHRASE is not set" >&2; return 1; }
      [ "$(tail -c $seal_bytes "$1")" = "$(head -c -$seal_bytes "$1" | seal_of)" ] ||
        { echo "$1 was changed, is not whole, or has another BACKUP_PASSPHRASE" >&2; return 1; }
      ;;
  esac
  opened "$1" | pg_restore --file=/dev/null || { echo "$1 is not a whole dump" >&2; return 1; }
  contents "$1" | grep ' TABLE DATA .* credit_entries ' >/dev/null || { echo "$1 is not a dump of this bot" >&2; return 1; }
}

# A dump on its way to the disk, and back.
closed() { if [ -n "$BACKUP_PASSPHRASE" ]; then cipher; else cat; fi; }
opened() { case $1 in *.enc) head -c -$seal_bytes "$1" | cipher -d ;; *) cat "$1" ;; esac; }
cipher() { openssl enc -aes-256-ctr -pbkdf2 -iter 200000 -md sha256 -pass env:BACKUP_PASSPHRASE "$@"; }
# Who does not know the passphrase can neither read a dump nor put another in its place.
seal_of() { { printf 'seal %s\n' "$BACKUP_PASSPHRASE"; sha256sum; } | sha256sum | cut -c 1-64; }

# The list is at the beginning; whoever writes the rest meets a closed door, and that is no fault.
contents() { { opened "$1" 2>/dev/null || true; } | pg_restore --list; }
schemas_of() { contents "$1" | sed -nE 's/^[0-9]+; [0-9]+ [0-9]+ SCHEMA - ([^ ]+).*/\1/p' | grep -vx public || true; }
home_of_tables() { query -c "select quote_ident(schemaname) from pg_tables where tablename = 'credit_entries' limit 1"; }

known_settings() {
  awk -v known="$(query -c 'select name from pg_settings' | tr '\n' ' ')" '
    /^COPY / { rows = 1 }
    !rows && /^SET [a-z0-9_]+ = / && index(" " known, " " $2 " ") == 0 { next }
    { print }'
}

path_of() { echo "$folder/$(basename "$1")"; }
query() { PGOPTIONS='-c client_min_messages=warning' psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$DATABASE_URL" "$@"; }

main "$@"
