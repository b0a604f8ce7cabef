package evaluation

import "github.com/demilge/demilge/internal/commission"

// Row is one application in the score matrix.
type Row struct {
	Candidate *Candidate
	Cells     []*Cell
}

// Cell is what one voting member gave one application.
type Cell struct {
	Member *commission.Member
	Status CellStatus
	// Total is the weighted sum; nil where the reader may not see it yet.
	Total *int
}

// CellStatus says how far a sheet is.
type CellStatus string

// The statuses.
const (
	CellRecused   CellStatus = "RECUSED"
	CellMissing   CellStatus = "MISSING"
	CellDraft     CellStatus = "DRAFT"
	CellSubmitted CellStatus = "SUBMITTED"
)

func (c *Contest) matrix(viewer *commission.Member) []*Row {
	rows := make([]*Row, len(c.Candidates))
	for i, candidate := range c.Candidates {
		rows[i] = &Row{Candidate: candidate}
		for _, m := range c.Commission.Voting() {
			rows[i].Cells = append(rows[i].Cells, c.cell(candidate, m, viewer))
		}
	}
	return rows
}

func (c *Contest) cell(candidate *Candidate, m, viewer *commission.Member) *Cell {
	cell := &Cell{Member: m, Status: CellMissing}
	sheet := c.Sheet(m.ID, candidate.ApplicationID)
	switch {
	case c.Recused(m, candidate.ApplicationID):
		cell.Status = CellRecused
		return cell
	case sheet == nil:
		return cell
	case sheet.Submitted():
		cell.Status = CellSubmitted
	default:
		cell.Status = CellDraft
	}
	if c.shows(sheet, viewer) {
		cell.Total = sheet.total(c.Rules)
	}
	return cell
}
