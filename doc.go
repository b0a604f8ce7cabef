// Package demilge is the root of the module; see README.md for the map of the code.
package demilge
