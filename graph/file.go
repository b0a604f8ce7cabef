package graph

import (
	"github.com/google/uuid"

	"github.com/demilge/demilge/graph/model"
	"github.com/demilge/demilge/graph/scalar"
	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/file"
)

var fileVariants = map[model.FileVariant]file.Variant{
	model.FileVariantOriginal: file.Original,
	model.FileVariantSmall:    file.Small,
	model.FileVariantMedium:   file.Medium,
}

// tenantOf is the municipality that an optional id names, uuid.Nil for the programme.
func tenantOf(municipality *entity.Ref) uuid.UUID {
	if municipality == nil {
		return uuid.Nil
	}
	return municipality.ID
}

// fileURL is the address of a variant, nil when there is none.
func fileURL(f *file.File, v file.Variant) *string {
	if !f.Has(v) {
		return nil
	}
	url := "/files/" + scalar.EncodeID(f.Ref())
	if v != file.Original {
		url += "?variant=" + string(v)
	}
	return &url
}

func uploadTicket(f *file.File) *model.UploadTicket {
	if f == nil {
		return nil
	}
	return &model.UploadTicket{
		File: f, URL: "/files/tus/" + scalar.EncodeID(f.Ref()), ExpiresAt: f.ExpiresAt, MaxSize: file.MaxSize,
	}
}
