package entity

// Pointers lends the elements of a slice.
func Pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// Parts is a list as it is kept: empty, never null.
func Parts[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
