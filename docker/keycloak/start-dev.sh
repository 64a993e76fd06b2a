#!/bin/sh
# Starts the Keycloak that the tests use, without a container, on http://localhost:8081, with the realm beside this file. Its secrets
# are made once, in docker/.env. First: ./mvnw -Pkeycloak generate-test-resources
set -eu
cd "$(dirname "$0")/.."
if [ ! -f .env ]; then
    (umask 077
    while IFS= read -r line; do
        case $line in
        [A-Z]*=) printf '%s%s\n' "$line" "$(openssl rand -base64 32)" ;;
        *) printf '%s\n' "$line" ;;
        esac
    done < .env.example > .env)
fi
set -a
. ./.env
PORTAL_URL=${PORTAL_URL:-http://localhost:8080}
set +a
server=$(echo ../target/keycloak/keycloak-*)
mkdir -p "$server/data/import"
cp keycloak/huitong-realm.json "$server/data/import/"
exec sh "$server/bin/kc.sh" start-dev --http-host=127.0.0.1 --http-port=8081 --hostname=http://localhost:8081 --import-realm
