#!/bin/sh
# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# Writes .env from .env.example with a random secret for every empty name.
set -eu
cd "$(dirname "$0")/.."
if [ -e .env ]; then
    echo ".env exists already and is left as it is." >&2
    exit 1
fi
# Readable by its owner only, from the first byte on.
umask 077
while IFS= read -r line; do
    case $line in
        [A-Z]*=) printf '%s%s\n' "$line" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <.env.example >.env.new
mv .env.new .env
echo "Wrote .env with new secrets. Keep a copy in a safe place."
