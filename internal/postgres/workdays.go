package postgres

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/demilge/demilge/internal/clock"
	"github.com/demilge/demilge/internal/workday"
)

// workdays remembers the days that are not what their weekday says. They are read again
// after a change, of which the channel of callers tells, on a connection of their own: a
// transaction that asks for them holds one of the pool already.
type workdays struct {
	dsn string
	// age counts the times that the days may have changed.
	age   atomic.Uint64
	heard atomic.Bool

	mu     sync.Mutex
	known  *workday.Calendar
	of     uint64
	readAt time.Time
}

// workdaysKeep bounds the memory of the days while nobody would tell of a change.
const workdaysKeep = 5 * time.Second

func (w *workdays) forget() { w.age.Add(1) }

// hears notes whether a change would be heard of.
func (w *workdays) hears(listening bool) {
	w.heard.Store(listening)
	w.forget()
}

func (w *workdays) get(ctx context.Context) (*workday.Calendar, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	age := w.age.Load()
	if w.known != nil && w.of == age && (w.heard.Load() || time.Since(w.readAt) < workdaysKeep) {
		return w.known, nil
	}
	known, err := w.read(ctx)
	if err != nil {
		return nil, translate(ctx, err)
	}
	w.known, w.of, w.readAt = known, age, time.Now()
	return known, nil
}

func (w *workdays) read(ctx context.Context) (*workday.Calendar, error) {
	conn, err := pgx.Connect(ctx, w.dsn)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	rows, err := conn.Query(ctx, "SELECT day, kind = 'WORKDAY' FROM programme.special_day")
	if err != nil {
		return nil, err
	}
	var off, worked []clock.Date
	var day time.Time
	var works bool
	_, err = pgx.ForEachRow(rows, []any{&day, &works}, func() error {
		if works {
			worked = append(worked, clock.NewDate(day.Date()))
		} else {
			off = append(off, clock.NewDate(day.Date()))
		}
		return nil
	})
	return workday.New(off, worked), err
}

// Workdays are the working days as they are known now.
func (tx *Tx) Workdays(ctx context.Context) (*workday.Calendar, error) {
	return tx.db.workdays.get(ctx)
}
