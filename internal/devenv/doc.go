// Package devenv gives a bare Debian machine what Demilge stands on: a private
// PostgreSQL cluster and a private MinIO server, without Docker.
//
// `demilge run` keeps both in its data folder with safe settings; the tests throw
// both away. The servers listen on loopback only, under random passwords kept beside
// their data, and end with the program that started them, whatever ends it: what a
// kill -9 leaves behind is found and stopped by the next start.
package devenv

import "time"

// Progress is told what is being done and for how long already. A nil Progress is silent.
type Progress func(step string, elapsed time.Duration)

func (p Progress) say(step string, since time.Time) {
	if p != nil {
		p(step, time.Since(since))
	}
}
