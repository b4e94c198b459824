#!/bin/sh
# offsite.sh hourly        copies encrypted dumps to BACKUP_REMOTE, every hour; what is there already is left alone
# offsite.sh now           once
# offsite.sh list          what is there, the newest last
# offsite.sh fetch FILE    brings one back into BACKUP_DIR
# BACKUP_REMOTE is a folder in rclone's words, such as storage:bucket/pomogator; rclone.conf beside this file says what
# "storage" is. Of the dumps only those made with a BACKUP_PASSPHRASE are copied: none leaves this server unencrypted.
set -eu
umask 077
: "${BACKUP_REMOTE:?say where to, such as storage:bucket/pomogator}"
folder=${BACKUP_FOLDER:-/backups}

copy() {
  [ -n "$(find "$folder" -maxdepth 1 -name 'pomogator-*.dump.enc')" ] ||
    { echo "There is no encrypted dump in $folder: set BACKUP_PASSPHRASE, then make one." >&2; return 1; }
  rclone copy --include '/pomogator-*.dump.enc' --immutable "$folder" "$BACKUP_REMOTE" || return 1
  # PostgreSQL's own log and its base backups, where they are kept (compose.archive.yaml).
  for each in archive base; do
    [ -z "${ARCHIVE_FOLDER:-}" ] || [ ! -d "$ARCHIVE_FOLDER/$each" ] ||
      rclone copy --exclude '*.part' --immutable "$ARCHIVE_FOLDER/$each" "$BACKUP_REMOTE/$each" || return 1
  done
  # The next dump tells the event log when this was.
  touch "$folder/.copied"
}

case ${1:-now} in
  now) copy ;;
  hourly)
    trap 'exit 0' TERM INT
    while :; do
      copy || echo 'The copy failed; trying again in an hour' >&2
      sleep 3600 &
      wait $!
    done
    ;;
  list) rclone lsf --include '/pomogator-*.dump.enc' "$BACKUP_REMOTE" | sort ;;
  fetch)
    file=$(basename "${2:?name the dump}")
    rclone copyto "$BACKUP_REMOTE/$file" "$folder/$file"
    echo "$folder/$file"
    ;;
  *) sed -n '2,5p' "$0" >&2; exit 1 ;;
esac
