package graph

// KindOf is what an id in a mutation's input names.
var KindOf = kindOf
