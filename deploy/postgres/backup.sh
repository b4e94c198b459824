#!/usr/bin/env bash
# backup.sh now              one dump into /backups, checked
# backup.sh daily            one every day at BACKUP_HOUR (UTC); those older than BACKUP_KEEP_DAYS are removed
# backup.sh restore FILE     everything as it was in that dump, or nothing changed
set -euo pipefail
umask 077
: "${DATABASE_URL:?}" "${BACKUP_HOUR:=3}" "${BACKUP_KEEP_DAYS:=14}"
folder=${BACKUP_FOLDER:-/backups}
query() { psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$DATABASE_URL" "$@"; }

make_backup() {
  local name file
  name=pomogator-$(date -u +%Y-%m-%dT%H%M%SZ).dump
  file=$folder/$name
  pg_dump --format=custom --no-owner --no-privileges --file="$file.part" "$DATABASE_URL"
  # Read back to its last byte before it counts as one.
  pg_restore --file=/dev/null "$file.part"
  mv "$file.part" "$file"
  query -c "insert into events (level, kind, data)
    values ('info', 'backup_made', jsonb_build_object('file', '$name', 'bytes', $(stat -c %s "$file")))"
  find "$folder" -maxdepth 1 \( -name 'pomogator-*.dump' -mtime "+$BACKUP_KEEP_DAYS" -o -name '*.part' -mmin +720 \) -delete
  echo "$file"
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
    # One that fails is tried again within the hour; the age of the last good one is watched.
    until make_backup; do
      echo 'The backup failed; trying again in ten minutes' >&2
      sleep 600 &
      wait $!
    done
  done
}

# One transaction: the old is dropped and the new is there, or a fault leaves everything as it was.
restore() {
  local file
  file=$folder/$(basename "$1")
  [ -s "$file" ] || { echo "There is no $file" >&2; exit 1; }
  {
    echo 'set client_min_messages = warning; drop schema if exists pgboss cascade; drop schema public cascade; create schema public;'
    pg_restore --no-owner --no-privileges --file=- "$file" || echo 'select broken_dump();'
  } | query --single-transaction --output=/dev/null
  local wrong
  wrong=$(query -c "select count(*) from users where credits <>
    (select coalesce(sum(delta), 0) from credit_entries where user_id = telegram_id)")
  [ "$wrong" = 0 ] || { echo "$wrong balances do not agree with the ledger" >&2; exit 1; }
  echo "Restored: $(query -c "select count(*) || ' people, ' || (select count(*) from messages_log) || ' questions, '
    || (select count(*) from transactions where status <> 'pending') || ' payments' from users"); every balance is the sum of its ledger."
}

case ${1:-now} in
  now) make_backup ;;
  daily) keep_daily ;;
  restore) restore "${2:?name the dump}" ;;
  *) sed -n '2,4p' "$0" >&2; exit 1 ;;
esac
