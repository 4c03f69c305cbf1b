#!/bin/bash
# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# Entry point of the read replica: copies the primary if there is no copy yet, then
# starts the server given as arguments. To copy anew, remove the volume.
set -euo pipefail

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    # Copied beside its place and renamed: a copy that was interrupted never starts.
    incoming=$PGDATA.incoming
    rm -rf "$incoming"
    # --write-recovery-conf makes it a standby of this primary and notes the password
    # in the data folder, which only its owner can read.
    PGPASSWORD=$REPLICATION_PASSWORD pg_basebackup \
        --host="$PRIMARY_HOST" --port="${PRIMARY_PORT:-5432}" --username=replicator \
        --no-password --pgdata="$incoming" --wal-method=stream --checkpoint=fast \
        --write-recovery-conf
    mv "$incoming" "$PGDATA"
fi
exec "$@"
