package inspect

import "github.com/demilge/demilge/internal/i18n"

// Reason is a stable name for why a file was refused.
type Reason string

// The reasons.
const (
	SizeDiffers    Reason = "SIZE_DIFFERS"
	HashDiffers    Reason = "HASH_DIFFERS"
	TypeNotAllowed Reason = "TYPE_NOT_ALLOWED"
	TypeDiffers    Reason = "TYPE_DIFFERS"
	Damaged        Reason = "DAMAGED"
	TwoFilesInOne  Reason = "TWO_FILES_IN_ONE"
	ActiveContent  Reason = "ACTIVE_CONTENT"
	Encrypted      Reason = "ENCRYPTED"
	TooManyPixels  Reason = "TOO_MANY_PIXELS"
	UnpacksTooBig  Reason = "UNPACKS_TOO_BIG"
)

var texts = map[Reason]i18n.Text{
	SizeDiffers: i18n.New(
		"Файлдын көлөмү айтылгандай эмес.",
		"Размер файла не совпадает с заявленным.",
		"The file's size is not the declared one."),
	HashDiffers: i18n.New(
		"Файл жолдо бузулган: анын SHA-256 саны айтылганга дал келбейт. Кайра жүктөңүз.",
		"Файл повреждён в пути: его SHA-256 не совпадает с заявленным. Загрузите его снова.",
		"The file was damaged on its way: its SHA-256 is not the declared one. Upload it again."),
	TypeNotAllowed: i18n.New(
		"Файлдын мындай түрү кабыл алынбайт ({detail}). PDF, JPEG, PNG, HEIC, WebP, DOCX же XLSX жүктөңүз.",
		"Файлы такого вида не принимаются ({detail}). Загрузите PDF, JPEG, PNG, HEIC, WebP, DOCX или XLSX.",
		"Files of this kind are not accepted ({detail}). Upload PDF, JPEG, PNG, HEIC, WebP, DOCX or XLSX."),
	TypeDiffers: i18n.New(
		"Файлдын чыныгы түрү ({detail}) айтылгандай эмес.",
		"Настоящий вид файла ({detail}) не совпадает с заявленным.",
		"The file's real type ({detail}) is not the declared one."),
	Damaged: i18n.New(
		"Файл бузулган: аны окууга мүмкүн эмес.",
		"Файл повреждён: прочитать его невозможно.",
		"The file is damaged and cannot be read."),
	TwoFilesInOne: i18n.New(
		"Файлдын ичине башка файл жашырылган.",
		"Внутри файла спрятан другой файл.",
		"Another file is hidden inside the file."),
	ActiveContent: i18n.New(
		"Файлда макрос, скрипт же тышкы шилтеме менен иштеген бөлүк бар. Аны алып салып, кайра жүктөңүз.",
		"В файле есть макрос, скрипт или часть, подгружаемая извне. Уберите её и загрузите файл снова.",
		"The file holds a macro, a script or a part loaded from elsewhere. Remove it and upload the file again."),
	Encrypted: i18n.New(
		"Файл сырсөз менен жабылган. Сырсөзүн алып салып, кайра жүктөңүз.",
		"Файл закрыт паролем. Снимите пароль и загрузите файл снова.",
		"The file is locked with a password. Remove the password and upload it again."),
	TooManyPixels: i18n.New(
		"Сүрөт өтө чоң ({detail}). Кичирейтип, кайра жүктөңүз.",
		"Изображение слишком большое ({detail}). Уменьшите его и загрузите снова.",
		"The picture is too large ({detail}). Make it smaller and upload it again."),
	UnpacksTooBig: i18n.New(
		"Файл ачылганда өтө чоң болуп кетет.",
		"При распаковке файл становится слишком большим.",
		"The file grows too large when it is unpacked."),
}

// Reasons lists every reason, for the API's enum and its test.
func Reasons() []Reason {
	return []Reason{SizeDiffers, HashDiffers, TypeNotAllowed, TypeDiffers, Damaged, TwoFilesInOne,
		ActiveContent, Encrypted, TooManyPixels, UnpacksTooBig}
}

// Refusal says why a file may not be kept.
type Refusal struct {
	Reason Reason
	// Detail is what was found: a media type, dimensions. Never a part of the content.
	Detail string
}

// Error is for logs; people read [Refusal.Message].
func (r *Refusal) Error() string { return "file refused: " + string(r.Reason) + " " + r.Detail }

// Message is the sentence for the person, in lang.
func (r *Refusal) Message(lang i18n.Lang) string {
	return texts[r.Reason].In(lang, i18n.Args{"detail": r.Detail})
}

func refuse(reason Reason) error { return &Refusal{Reason: reason} }
