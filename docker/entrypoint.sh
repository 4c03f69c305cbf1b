#!/bin/sh
# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# Without arguments: the server. With arguments: that Odoo command ("db init", "shell").
set -eu

# A server that finds no database makes one whose administrator has the password
# "admin". Refuse instead, and say how it is done.
if [ $# -eq 0 ] && ! error=$(
    psql --no-psqlrc --quiet --output=/dev/null \
        --command="SELECT 1 FROM ir_module_module LIMIT 1" 2>&1
); then
    cat >&2 <<EOF
Database "$PGDATABASE" cannot be used: $error
If it is a new installation, create it first (docs/deployment.md, "First install"):
    docker compose run --rm odoo db init $PGDATABASE --username admin --password ...
EOF
    exit 1
fi
exec odoo "$@"
