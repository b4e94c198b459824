#!/bin/sh
# Writes nginx's configuration from the settings, sees to it that there is a certificate, and takes a new one when it comes.
#   DOMAIN           the name or address under which Telegram finds us
#   TLS              acme: certbot brings the certificate; self-signed: we make it; proxy: somebody before us speaks TLS
#   WEBHOOK_FROM     a file of networks/ that says who may call the webhook: telegram or anywhere
#   CABINET_URL      the address of the owner's cabinet; empty: it cannot be reached from outside
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

# Whether the certificate that is there will do. One that we sign ourselves must bear the present name and be ours: nobody
# renews another's.
has_certificate() {
  [ -s "$certificate" ] && [ -s "$key" ] || return 1
  [ "$TLS" = self-signed ] || return 0
  case $DOMAIN in
    *[!0-9.]*) fits=-checkhost ;;
    *) fits=-checkip ;;
  esac
  openssl x509 -in "$certificate" -noout -checkend 2592000 >/dev/null || return 1
  openssl x509 -in "$certificate" -noout "$fits" "$DOMAIN" | grep -q 'does match' || return 1
  [ "$(openssl x509 -in "$certificate" -noout -subject -nameopt RFC2253 | sed 's/^subject=//')" = \
    "$(openssl x509 -in "$certificate" -noout -issuer -nameopt RFC2253 | sed 's/^issuer=//')" ]
}

# Ten years for one that we sign ourselves; certbot's takes its place within a minute of its arrival.
if [ "$TLS" != proxy ] && ! has_certificate; then
  case $DOMAIN in
    *[!0-9.]*) name="DNS:$DOMAIN" ;;
    *) name="IP:$DOMAIN" ;;
  esac
  umask 077
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=$DOMAIN" \
    -addext "subjectAltName=$name" -keyout /tmp/privkey.pem -out /tmp/certificate.pem 2>/dev/null
  cat /tmp/privkey.pem >"$key"
  cat /tmp/certificate.pem >"$certificate"
  rm /tmp/privkey.pem
  chmod 644 "$certificate"
  umask 022
fi

# Whether an address is in a network that this container is a part of. The kernel writes them with the last byte first.
is_near() {
  # shellcheck disable=SC2046 # four words
  set -- $(echo "$1" | tr . ' ')
  [ $# = 4 ] || return 1
  address=$(($4 << 24 | $3 << 16 | $2 << 8 | $1))
  while read -r _ destination gateway _ _ _ _ mask _; do
    if [ "$gateway" = 00000000 ] && [ "$mask" != 00000000 ] && [ $((address & 0x$mask)) = $((0x$destination)) ]; then
      return 0
    fi
  done </proc/net/route
  return 1
}

# Names are looked up anew while we run: a container that comes back has another address. Only who knows the containers is
# asked: docker's at 127.0.0.11, podman's in a network of ours. nginx asks all it is given in turn, and the host's other
# nameservers would say that there is no backend.
nameservers() {
  every=$(awk '$1 == "nameserver" { print $2 }' /etc/resolv.conf)
  near=$(for each in $every; do case $each in 127.*) echo "$each" ;; *) is_near "$each" && echo "$each" ;; esac; done) || true
  for each in ${near:-$every}; do
    case $each in *:*) echo "[$each]" ;; *) echo "$each" ;; esac
  done | tr '\n' ' '
}
NAMESERVERS=$(nameservers)
[ -n "${CABINET_URL:-}" ] && CABINET=on || CABINET=off
export NAMESERVERS CABINET
mkdir -p /tmp/nginx
for template in "$here"/*.conf; do
  file=$(basename "$template")
  # shellcheck disable=SC2016 # the names are for envsubst, not for the shell
  envsubst '${DOMAIN} ${TLS} ${WEBHOOK_FROM} ${TRUSTED_PROXIES} ${NAMESERVERS} ${CABINET}' <"$here/$file" >"/tmp/nginx/$file"
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
