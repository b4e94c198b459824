#!/bin/sh
# Writes Alertmanager's configuration from the settings: it knows no environment of its own.
set -eu
umask 077
printf '%s' "$BOT_TOKEN" >/tmp/bot-token
{
  # The way that the programs take: HTTPS_PROXY and HTTP_PROXY, but for what NO_PROXY names.
  printf 'global:\n  http_config:\n    proxy_from_environment: true\n'
  [ -z "$TELEGRAM_API_ROOT" ] || printf "  telegram_api_url: '%s'\n" "${TELEGRAM_API_ROOT%/}"
  cat <<'HEAD'
route:
  receiver: owners
  group_by: [alertname]
  group_wait: 15s
  group_interval: 5m
  repeat_interval: 6h
  routes:
    # It says only that alerts can come; owners hear nothing of it.
    - receiver: watchdog
      matchers: [alertname = Watchdog]
      group_wait: 0s
      group_interval: 1m
      repeat_interval: 1m
receivers:
  - name: owners
HEAD
  # Without owners there is nobody to tell; the alerts are then on Prometheus's page only.
  [ -z "$ADMIN_IDS" ] || echo '    telegram_configs:'
  for owner in $(echo "$ADMIN_IDS" | tr ',' ' '); do
    cat <<OWNER
      - chat_id: $owner
        bot_token_file: /tmp/bot-token
        parse_mode: ""
        message: '{{ range .Alerts }}{{ if eq .Status "resolved" }}✅{{ else }}⚠️{{ end }} {{ .Labels.alertname }}: {{ .Annotations.summary }}{{ "\n" }}{{ end }}'
OWNER
  done
  echo '  - name: watchdog'
  if [ -n "$WATCHDOG_URL" ]; then
    printf '%s' "$WATCHDOG_URL" >/tmp/watchdog-url
    cat <<'WATCHDOG'
    webhook_configs:
      - url_file: /tmp/watchdog-url
        send_resolved: false
WATCHDOG
  fi
} >/tmp/alertmanager.yaml
exec /bin/alertmanager --config.file=/tmp/alertmanager.yaml --storage.path=/alertmanager --cluster.listen-address=
