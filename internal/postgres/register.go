package postgres

import "context"

// nextNumber gives the next number of a register in a year, from 1 and without gaps:
// the counter's row stays locked until the transaction ends.
func nextNumber(ctx context.Context, tx *Tx, register string, year int) (number int, err error) {
	err = tx.NewRaw(`INSERT INTO ?tenant.register_counter AS counter (register, year, last) VALUES (?, ?, 1)
		ON CONFLICT (register, year) DO UPDATE SET last = counter.last + 1 RETURNING last`, register, year).Scan(ctx, &number)
	return number, err
}
