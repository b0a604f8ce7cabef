package authn

import (
	"github.com/demilge/demilge/internal/i18n"
	"github.com/demilge/demilge/internal/user"
)

// letter is the message that carries a link.
type letter struct{ subject, text i18n.Text }

var letters = map[user.Purpose]letter{
	user.Invitation: {
		subject: i18n.New("Демилгеге чакыруу", "Приглашение в Demilge", "Invitation to Demilge"),
		text: i18n.New(
			"Саламатсызбы, {name}!\n\nСиз жергиликтүү демилгелер системасына чакырылдыңыз. Сырсөзүңүздү бул шилтеме аркылуу коюңуз:\n{link}\n\nШилтеме бир жолу, {until} чейин иштейт.",
			"Здравствуйте, {name}!\n\nВас пригласили в систему местных инициатив. Задайте свой пароль по этой ссылке:\n{link}\n\nСсылка действует один раз, до {until}.",
			"Hello {name},\n\nYou are invited to the system of local initiatives. Set your password through this link:\n{link}\n\nThe link works once, until {until}."),
	},
	user.Registration: {
		subject: i18n.New("Демилгеге катталуу", "Регистрация в Demilge", "Registration at Demilge"),
		text: i18n.New(
			"Саламатсызбы, {name}!\n\nКатталууну бүтүрүү үчүн бул шилтемени ачып, сырсөз коюңуз:\n{link}\n\nШилтеме бир жолу, {until} чейин иштейт. Эгер катталбасаңыз, бул каттын кереги жок.",
			"Здравствуйте, {name}!\n\nЧтобы закончить регистрацию, откройте эту ссылку и задайте пароль:\n{link}\n\nСсылка действует один раз, до {until}. Если вы не регистрировались, ничего делать не нужно.",
			"Hello {name},\n\nTo finish your registration, open this link and set a password:\n{link}\n\nThe link works once, until {until}. If you did not register, there is nothing to do."),
	},
	user.Reset: {
		subject: i18n.New("Жаңы сырсөз", "Новый пароль", "New password"),
		text: i18n.New(
			"Саламатсызбы, {name}!\n\nЖаңы сырсөздү бул шилтеме аркылуу коюңуз:\n{link}\n\nШилтеме бир жолу, {until} чейин иштейт. Эгер сурабасаңыз, сырсөзүңүз мурункудай калат.",
			"Здравствуйте, {name}!\n\nЗадайте новый пароль по этой ссылке:\n{link}\n\nСсылка действует один раз, до {until}. Если вы этого не просили, пароль останется прежним.",
			"Hello {name},\n\nSet a new password through this link:\n{link}\n\nThe link works once, until {until}. If you did not ask for it, your password stays as it is."),
	},
	user.NewContact: {
		subject: i18n.New("Жаңы даректи ырастоо", "Подтверждение нового адреса", "Confirm your new contact"),
		text: i18n.New(
			"Саламатсызбы, {name}!\n\nБул дарек менен кирүү үчүн аны ушул шилтеме аркылуу ырастаңыз:\n{link}\n\nШилтеме бир жолу, {until} чейин иштейт.",
			"Здравствуйте, {name}!\n\nЧтобы входить с этим адресом, подтвердите его по ссылке:\n{link}\n\nСсылка действует один раз, до {until}.",
			"Hello {name},\n\nTo sign in with this contact, confirm it through this link:\n{link}\n\nThe link works once, until {until}."),
	},
	user.ContactChanged: {
		subject: i18n.New("Эсебиңиздин дареги өзгөрдү", "Адрес вашей учётной записи изменён", "The contact of your account was changed"),
		text: i18n.New(
			"Саламатсызбы, {name}!\n\nЭсебиңизге жаңы дарек ырасталды. Муну сиз жасабасаңыз, дароо жаңы сырсөз сураңыз:\n{link}\nже платформанын администраторуна кайрылыңыз.",
			"Здравствуйте, {name}!\n\nДля вашей учётной записи подтверждён новый адрес. Если это сделали не вы, сразу запросите новый пароль:\n{link}\nили обратитесь к администратору платформы.",
			"Hello {name},\n\nA new contact was confirmed for your account. If it was not you, ask for a new password at once:\n{link}\nor turn to the platform administrator."),
	},
}

// known tells somebody who registers that she has an account.
var known = letter{
	subject: i18n.New("Сиздин эсебиңиз бар", "У вас уже есть учётная запись", "You have an account already"),
	text: i18n.New(
		"Саламатсызбы, {name}!\n\nКимдир бирөө бул дарек менен катталайын деди, бирок сиздин эсебиңиз мурунтан бар. Кирүү же жаңы сырсөз алуу үчүн:\n{link}",
		"Здравствуйте, {name}!\n\nКто-то регистрировался с этим адресом, но у вас уже есть учётная запись. Войти или получить новый пароль:\n{link}",
		"Hello {name},\n\nSomebody registered with this contact, but you have an account already. To sign in or get a new password:\n{link}"),
}

// appointed tells somebody who has an account that a role was given to her.
var appointed = letter{
	subject: i18n.New("Сизге роль берилди", "Вам дана роль", "You were given a role"),
	text: i18n.New(
		"Саламатсызбы, {name}!\n\nЖергиликтүү демилгелер системасында сизге роль берилди. Кирип, аны кабыл алыңыз же баш тартыңыз:\n{link}\n\nКабыл алганга чейин сизди чакырган киши эсебиңизди көрбөйт.",
		"Здравствуйте, {name}!\n\nВ системе местных инициатив вам дана роль. Войдите и примите её или откажитесь:\n{link}\n\nПока вы её не примете, пригласивший не видит вашей учётной записи.",
		"Hello {name},\n\nYou were given a role in the system of local initiatives. Sign in to accept or end it:\n{link}\n\nUntil you accept, the one who invited you does not see your account."),
}
