package mail

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	gomail "github.com/wneessen/go-mail"

	"github.com/demilge/demilge/internal/entity"
	"github.com/demilge/demilge/internal/notice"
	"github.com/demilge/demilge/internal/user"
)

// Folder keeps messages as .eml files instead of sending them: the post of `demilge run`.
type Folder struct{ path string }

// NewFolder makes the folder.
func NewFolder(path string) (*Folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return &Folder{path: path}, nil
}

// Reaches reports that every contact is reached.
func (f *Folder) Reaches(user.Contact) bool { return true }

// Send writes one message and says in the log where it is.
func (f *Folder) Send(ctx context.Context, to user.Contact, subject, text string) error {
	message, err := compose("demilge@localhost.localdomain", address(to, "phone.localdomain"), subject, text)
	if err != nil {
		return err
	}
	return f.keep(ctx, to, message)
}

// Post writes one letter as [SMTP.Post] would send it.
func (f *Folder) Post(ctx context.Context, letter notice.Letter) error {
	message, err := composeLetter("demilge@localhost.localdomain", address(letter.To, "phone.localdomain"), letter)
	if err != nil {
		return err
	}
	return f.keep(ctx, letter.To, message)
}

func (f *Folder) keep(ctx context.Context, to user.Contact, message *gomail.Msg) error {
	name := filepath.Join(f.path, entity.NewID().String()+".eml")
	if err := message.WriteToFile(name + ".part"); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	if err := os.Rename(name+".part", name); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	slog.InfoContext(ctx, "mail is in the folder", "to", to.Masked(), "file", name)
	return nil
}
