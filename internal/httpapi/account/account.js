// One form for everything that a person does with her account, and for an address without
// one that follows a call: which, says the address after the #.
'use strict';

const languages = ['ky', 'ru', 'en'];
const lang = languages.find((l) => (navigator.language || '').toLowerCase().startsWith(l)) || 'ky';

const texts = {
  contact: ['Электрондук почта же телефон', 'Электронная почта или телефон', 'E-mail or phone'],
  fullName: ['Аты-жөнү', 'Имя и фамилия', 'Full name'],
  password: ['Сырсөз', 'Пароль', 'Password'],
  SIGN_IN: ['Кирүү', 'Вход', 'Sign in'],
  REGISTER: ['Катталуу', 'Регистрация', 'Register'],
  FORGOT: ['Сырсөздү унуттум', 'Забыли пароль', 'Forgot the password'],
  INVITATION: ['Сырсөз коюңуз', 'Задайте пароль', 'Set your password'],
  REGISTRATION: ['Сырсөз коюңуз', 'Задайте пароль', 'Set your password'],
  RESET: ['Жаңы сырсөз', 'Новый пароль', 'New password'],
  CONTACT: ['Даректи ырастоо', 'Подтверждение адреса', 'Confirm your contact'],
  FOLLOW: ['Чакыруудагы өзгөртүүлөргө жазылууну ырастоо', 'Подтверждение подписки на изменения приглашения', 'Confirm that you follow the call'],
  UNFOLLOW: ['Чакыруу тууралуу билдирүүлөрдү токтотуу', 'Отписка от сообщений о приглашении', 'End the messages about the call'],
  send: ['Жөнөтүү', 'Отправить', 'Send'],
  done: ['Даяр. Сиз кирдиңиз.', 'Готово. Вы вошли.', 'Done. You are signed in.'],
  confirmed: ['Дарек ырасталды.', 'Адрес подтверждён.', 'The contact is confirmed.'],
  confirm: ['Ырастоо', 'Подтвердить', 'Confirm'],
  end: ['Токтотуу', 'Отписаться', 'End'],
  follows: ['Жазылуу ырасталды: өзгөртүүлөр тууралуу кабар алып турасыз.', 'Подписка подтверждена: мы сообщим об изменениях.', 'Confirmed: you will be told of changes.'],
  ended: ['Жазылуу токтотулду.', 'Подписка отменена.', 'You do not follow the call any more.'],
  sent: ['Эсеп табылса, кат жөнөтүлдү. Почтаңызды караңыз.', 'Если запись есть, письмо отправлено. Проверьте почту.', 'If it can be, a message was sent. Look into your mail.'],
  failed: ['Байланыш жок. Кайра аракет кылыңыз.', 'Нет связи. Попробуйте снова.', 'No connection. Try again.'],
};
const say = (key) => texts[key][languages.indexOf(lang)];

const link = (field, input) => `mutation($input: ${input}!) { answer: ${field}(input: $input) { errors { message } } }`;
// secret names the field of the token where it is another than token; what has one needs no account.
const ways = {
  SIGN_IN: { fields: ['contact', 'password'], document: link('signIn', 'SignInInput'), done: 'done' },
  REGISTER: { fields: ['contact', 'fullName'], document: link('register', 'RegisterInput'), done: 'sent' },
  FORGOT: { fields: ['contact'], document: link('requestPasswordReset', 'ContactInput'), done: 'sent' },
  INVITATION: { fields: ['password'], document: link('acceptInvitation', 'LinkInput'), done: 'done' },
  REGISTRATION: { fields: ['password'], document: link('confirmRegistration', 'LinkInput'), done: 'done' },
  RESET: { fields: ['password'], document: link('resetPassword', 'LinkInput'), done: 'done' },
  CONTACT: { fields: [], document: link('confirmContact', 'ConfirmContactInput'), done: 'confirmed' },
  FOLLOW: { fields: [], secret: 'secret', document: link('confirmFollowCall', 'FollowSecretInput'), button: 'confirm', done: 'follows' },
  UNFOLLOW: { fields: [], secret: 'secret', document: link('unfollowCall', 'FollowSecretInput'), button: 'end', done: 'ended' },
};

const element = (id) => document.getElementById(id);
let purpose, token;

function show() {
  const given = new URLSearchParams(location.hash.slice(1));
  purpose = Object.hasOwn(ways, given.get('purpose')) ? given.get('purpose') : 'SIGN_IN';
  token = given.get('token');
  document.documentElement.lang = lang;
  element('title').textContent = say(purpose);
  element('send').textContent = say(ways[purpose].button || 'send');
  element('message').textContent = '';
  for (const label of document.querySelectorAll('[data-text]')) label.textContent = say(label.dataset.text);
  const fields = ways[purpose].fields;
  element('contactRow').hidden = !fields.includes('contact');
  element('nameRow').hidden = !fields.includes('fullName');
  element('passwordRow').hidden = !fields.includes('password');
  element('password').autocomplete = purpose === 'SIGN_IN' ? 'current-password' : 'new-password';
  element('ways').hidden = Boolean(ways[purpose].secret);
  element('ways').replaceChildren(...['SIGN_IN', 'REGISTER', 'FORGOT'].filter((w) => w !== purpose).flatMap((w) => {
    const a = document.createElement('a');
    a.href = '#purpose=' + w;
    a.textContent = say(w);
    return [a, ' '];
  }));
}

async function send(event) {
  event.preventDefault();
  const way = ways[purpose];
  const input = Object.fromEntries(way.fields.map((f) => [f, element(f).value]));
  if (token) input[way.secret || 'token'] = token;
  element('send').disabled = true;
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ query: way.document, variables: { input } }),
    });
    const answer = await response.json();
    const errors = answer.errors || (answer.data.answer ? answer.data.answer.errors : []);
    element('message').textContent = errors.length ? errors.map((e) => e.message).join(' ') : say(way.done);
    if (!errors.length) element('password').value = '';
  } catch {
    element('message').textContent = say('failed');
  }
  element('send').disabled = false;
}

addEventListener('hashchange', show);
element('form').addEventListener('submit', send);
show();
