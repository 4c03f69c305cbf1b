#!/bin/bash
# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# Runs once, when the primary is new: the two roles that connect over the network.
set -euo pipefail

# psql quotes the passwords itself (:'name'); \getenv keeps them off the command line.
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" \
    --dbname=postgres <<'SQL'
\getenv odoo_password ODOO_DB_PASSWORD
\getenv replication_password REPLICATION_PASSWORD
-- CREATEDB: Odoo makes and restores its databases. Not a superuser.
CREATE ROLE odoo LOGIN CREATEDB PASSWORD :'odoo_password';
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'replication_password';
SQL
