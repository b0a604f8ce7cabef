package commission

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/demilge/demilge/internal/access"
	"github.com/demilge/demilge/internal/document"
	"github.com/demilge/demilge/internal/regulation"
)

var model = regulation.CommissionRules{MinSize: 5, Odd: true, OneOfEach: true}

// of makes a commission of AO staff, deputies and community members; the first is the
// chair, and a secretary without a vote from AO staff is added.
func of(staff, deputies, community int) *Commission {
	c := new(Commission)
	for category, n := range map[Category]int{AOStaff: staff, Deputy: deputies, Community: community} {
		for range n {
			c.Members = append(c.Members, &Member{Category: category, Role: OrdinaryMember, Voting: true})
		}
	}
	c.Members[0].Role = Chair
	c.Members = append(c.Members, &Member{Category: AOStaff, Role: Secretary})
	return c
}

func rulesOf(c *Commission) []string {
	names := []string{}
	for _, e := range c.Obstacles(model) {
		names = append(names, e.Rule)
	}
	return names
}

func TestSizeAndComposition(t *testing.T) {
	t.Parallel()
	require.Empty(t, rulesOf(of(2, 1, 2)))
	require.Empty(t, rulesOf(of(2, 2, 3)))
	require.Equal(t, []string{"COMMISSION_TOO_SMALL"}, rulesOf(of(1, 1, 1)))
	require.Equal(t, []string{"COMMISSION_NOT_ODD"}, rulesOf(of(2, 2, 2)))
	require.Equal(t, []string{"COMMISSION_GROUP_MISSING"}, rulesOf(of(2, 0, 3)))
	require.Equal(t, []string{"COMMISSION_TOO_SMALL", "COMMISSION_NOT_ODD", "COMMISSION_GROUP_MISSING"}, rulesOf(of(1, 0, 1)))

	c := of(2, 1, 2)
	require.Equal(t, 5, c.Size(), "a secretary without a vote does not count")
	c.Members[5].Voting = true
	require.Equal(t, 6, c.Size())
	require.Equal(t, []string{"COMMISSION_NOT_ODD"}, rulesOf(c))
}

func TestOneChairAndOneSecretary(t *testing.T) {
	t.Parallel()
	c := of(2, 1, 2)
	c.Members[1].Role = Chair
	require.Equal(t, []string{"COMMISSION_OFFICES"}, rulesOf(c))
	c = of(2, 1, 2)
	c.Members = c.Members[:5]
	require.Equal(t, []string{"COMMISSION_OFFICES"}, rulesOf(c))
}

func TestAMajorityOfStaffOnlyWarns(t *testing.T) {
	t.Parallel()
	c := of(3, 1, 1)
	require.Empty(t, rulesOf(c))
	require.Len(t, c.Warnings(), 1)
	require.Equal(t, "COMMISSION_AO_MAJORITY", c.Warnings()[0].Rule)
	require.Empty(t, of(2, 2, 1).Warnings())
}

func TestWhoLeftDoesNotCount(t *testing.T) {
	t.Parallel()
	c := of(2, 1, 2)
	user := uuid.New()
	c.Members[1].UserID = &user
	require.NotNil(t, c.MemberOf(user))
	c.Members[1].Until = document.Document{Kind: document.Order, Number: "7"}
	require.Equal(t, 4, c.Size())
	require.Nil(t, c.MemberOf(user))
}

func TestTheRolesBehindASeat(t *testing.T) {
	t.Parallel()
	for _, seat := range []struct {
		role   Role
		voting bool
		want   []access.Role
	}{
		{Chair, true, []access.Role{access.CommissionChair}},
		{OrdinaryMember, true, []access.Role{access.CommissionMember}},
		{Secretary, false, []access.Role{access.CommissionSecretary}},
		{Secretary, true, []access.Role{access.CommissionSecretary, access.CommissionMember}},
	} {
		require.Equal(t, seat.want, (&Member{Role: seat.role, Voting: seat.voting}).roles())
	}
}
