package model

import "github.com/demilge/demilge/internal/entity"

// Node is a thing with a global id.
type Node interface{ Ref() entity.Ref }
