#!/bin/sh
# Asks Let's Encrypt for a certificate, and twice a day whether it wants to be renewed. The challenge is served by nginx.
set -u
trap 'exit 0' TERM INT

# certbot runs this when a certificate has come; nginx sees the change within a minute.
if [ "${1:-}" = install ]; then
  umask 077
  cp "$RENEWED_LINEAGE/privkey.pem" /certificates/privkey.pem.new
  cp "$RENEWED_LINEAGE/fullchain.pem" /certificates/fullchain.pem.new
  chmod 644 /certificates/fullchain.pem.new
  mv /certificates/privkey.pem.new /certificates/privkey.pem
  mv /certificates/fullchain.pem.new /certificates/fullchain.pem
  exit 0
fi

if [ -n "$ACME_EMAIL" ]; then contact="--email $ACME_EMAIL"; else contact=--register-unsafely-without-email; fi
while :; do
  # shellcheck disable=SC2086 # two words or one
  if certbot certonly --non-interactive --agree-tos $contact --webroot --webroot-path /acme --domain "$DOMAIN" \
    --keep-until-expiring --deploy-hook '/bin/sh /certbot/renew.sh install'; then
    pause=43200
  else
    # Five failures an hour are all that Let's Encrypt allows for a name.
    pause=1800
  fi
  sleep "$pause" &
  wait $!
done
