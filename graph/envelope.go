package graph

// yearOf reads the argument of a list; 0 stands for every year.
func yearOf(year *int) int {
	if year == nil {
		return 0
	}
	return *year
}
