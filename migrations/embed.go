// Package migrations holds the schema as SQL files that only go forward: programme/ for
// the shared schemas, tenant/ for the schema of every municipality.
//
// A file is NNNN_name.sql. It runs in one transaction whose search path is the schema
// it is meant for. In tenant files {{role}} stands for the database role of the tenant.
// A file that was released is never edited: its checksum is compared.
package migrations

import "embed"

// Files holds both folders.
//
//go:embed programme/*.sql tenant/*.sql
var Files embed.FS
