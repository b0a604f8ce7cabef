package devenv

import "fmt"

// settings are given on the command line, so that they are the same for every version
// and an old cluster gets the new ones.
func settings(port int, throwaway bool) []string {
	common := []string{
		fmt.Sprintf("port=%d", port),
		"listen_addresses=" + loopback,
		"unix_socket_directories=",
		"password_encryption=scram-sha-256",
		"timezone=UTC",
		"log_timezone=UTC",
		"jit=off", // pays for minutes of analytics, not for our short statements
		"max_locks_per_transaction=256",
		"shared_buffers=128MB",
		"logging_collector=off",
		"log_destination=stderr",
	}
	if throwaway {
		return append(common, throwawaySettings...)
	}
	return append(common, durableSettings...)
}

var durableSettings = []string{
	"max_connections=100",
	"fsync=on",
	"synchronous_commit=on",
	"full_page_writes=on",
	"recovery_init_sync_method=syncfs",
	"max_wal_size=2GB",
	"checkpoint_completion_target=0.9",
}

var throwawaySettings = []string{
	"max_connections=200",
	"fsync=off",
	"synchronous_commit=off",
	"full_page_writes=off",
	"wal_level=minimal",
	"max_wal_senders=0",
	"max_wal_size=4GB",
	"checkpoint_timeout=1h",
}
