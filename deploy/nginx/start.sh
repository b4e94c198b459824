#!/bin/sh
# Writes nginx's configuration from the settings, sees to it that there is a certificate, and takes a new one when it comes.
#   DOMAIN           the name or address under which Telegram finds us
#   TLS              acme: certbot brings the certificate; self-signed: we make it; proxy: somebody before us speaks TLS
#   WEBHOOK_FROM     a file of networks/ that says who may knock: telegram or anywhere
#   TRUSTED_PROXIES  with TLS=proxy, whose X-Forwarded-For is believed: an address or network
# With "check" it only says whether nginx likes what comes out.
set -eu

here=/etc/pomogator
certificate=/certificates/fullchain.pem
key=/certificates/privkey.pem

fail() {
  echo "$1" >&2
  exit 1
}

case $TLS in
  acme | self-signed | proxy) ;;
  *) fail "TLS is wrong: say acme, self-signed or proxy." ;;
esac
[ -f "$here/networks/$WEBHOOK_FROM.conf" ] || fail "WEBHOOK_FROM is wrong: there is no networks/$WEBHOOK_FROM.conf."

# Ten years for one that we sign ourselves; certbot's takes its place within a minute of its arrival.
if [ "$TLS" != proxy ] && [ ! -s "$certificate" ]; then
  case $DOMAIN in
    *[!0-9.]*) name="DNS:$DOMAIN" ;;
    *) name="IP:$DOMAIN" ;;
  esac
  umask 077
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=$DOMAIN" \
    -addext "subjectAltName=$name" -keyout "$key" -out /tmp/certificate.pem 2>/dev/null
  cat /tmp/certificate.pem >"$certificate"
  chmod 644 "$certificate"
  umask 022
fi

# Names are looked up anew while we run: a container that comes back has another address.
NAMESERVERS=$(awk '$1 == "nameserver" { print ($2 ~ /:/) ? "[" $2 "]" : $2 }' /etc/resolv.conf | tr '\n' ' ')
export NAMESERVERS
mkdir -p /tmp/nginx
for template in "$here"/*.conf; do
  file=$(basename "$template")
  # shellcheck disable=SC2016 # the names are for envsubst, not for the shell
  envsubst '${DOMAIN} ${TLS} ${WEBHOOK_FROM} ${TRUSTED_PROXIES} ${NAMESERVERS}' <"$here/$file" >"/tmp/nginx/$file"
done
nginx -t -q -c /tmp/nginx/nginx.conf
[ "${1:-}" != check ] || exit 0

watch_certificate() {
  known=$(cksum "$certificate")
  while sleep 60; do
    now=$(cksum "$certificate")
    [ "$now" = "$known" ] && continue
    known=$now
    nginx -c /tmp/nginx/nginx.conf -s reload
  done
}
[ "$TLS" = acme ] && watch_certificate &

exec nginx -c /tmp/nginx/nginx.conf -g 'daemon off;'
