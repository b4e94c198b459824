#!/bin/bash
# Starts everything and writes to the bot until it answers: for systems on which the tests do not run.
set -u
sandbox=http://127.0.0.1:${SANDBOX_PORT:-8080}
call() { curl --fail --silent --header 'content-type: application/json' "$@"; }

node pomogator.js start >start.log 2>&1 &
program=$!
trap 'kill "$program"' EXIT

for _ in $(seq 120); do
  person=$(call --data '{"first_name":"Ann","language_code":"en"}' "$sandbox/person/users" | node -p 'JSON.parse(fs.readFileSync(0)).id' 2>/dev/null) && break
  sleep 1
done
call --output /dev/null --data '{}' "$sandbox/person/users/$person/start"
for _ in $(seq 60); do
  call "$sandbox/person/users/$person/chat" | grep --quiet 'Try for free' && echo 'The bot answers' && exit 0
  sleep 1
done
cat start.log
exit 1
