package config

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Cluster is how one PostgreSQL cluster is reached.
type Cluster struct {
	// DatabaseURL signs in as the server's role, OwnerURL as the one that owns the schemas.
	DatabaseURL, OwnerURL string
}

// CheckDatabase refuses missing or wrong addresses of the database.
func (c *Config) CheckDatabase() error {
	if err := required("database-url", c.DatabaseURL, "owner-url", c.OwnerURL); err != nil {
		return err
	}
	for _, address := range [][2]string{
		{"database-url", c.DatabaseURL}, {"owner-url", c.OwnerURL},
		{"programme-url", c.ProgrammeURL}, {"programme-owner-url", c.ProgrammeOwnerURL},
	} {
		if address[1] != "" && !isPostgres(address[1]) {
			return fmt.Errorf("%s must be postgres://user:password@host:port/database", address[0])
		}
	}
	if (c.ProgrammeURL == "") != (c.ProgrammeOwnerURL == "") {
		return errors.New("programme-url and programme-owner-url are given together or not at all")
	}
	_, err := c.ShardMap()
	return err
}

// Programme is the cluster of the programme, nil when it is the default one.
func (c *Config) Programme() *Cluster {
	if c.ProgrammeURL == "" {
		return nil
	}
	return &Cluster{DatabaseURL: c.ProgrammeURL, OwnerURL: c.ProgrammeOwnerURL}
}

var shardName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

var errShards = errors.New("shards must be name=postgres://… (as the server's role) and name.owner=postgres://… (as the owner), separated by spaces")

// ShardMap reads the further clusters: each name stands twice, with the address of the
// server's role and, with .owner, of the owner's.
func (c *Config) ShardMap() (map[string]Cluster, error) {
	shards := map[string]Cluster{}
	for _, pair := range strings.Fields(c.Shards) {
		name, address, _ := strings.Cut(pair, "=")
		name, owner := strings.CutSuffix(name, ".owner")
		if !shardName.MatchString(name) || name == "default" || !isPostgres(address) {
			return nil, errShards
		}
		cluster := shards[name]
		field := &cluster.DatabaseURL
		if owner {
			field = &cluster.OwnerURL
		}
		if *field != "" {
			return nil, fmt.Errorf("shards names %s twice", name)
		}
		*field = address
		shards[name] = cluster
	}
	for name, cluster := range shards {
		if cluster.DatabaseURL == "" || cluster.OwnerURL == "" {
			return nil, fmt.Errorf("shards needs both %s=… and %s.owner=…", name, name)
		}
	}
	return shards, nil
}

func isPostgres(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql")
}
