// The texts of the page: Kyrgyz, Russian, English.
const texts = {
  run: ['Аткаруу', 'Выполнить', 'Run'],
  stop: ['Токтотуу', 'Остановить', 'Stop'],
  tidy: ['Тегиздөө', 'Выровнять', 'Tidy'],
  operation: ['Амал', 'Операция', 'Operation'],
  language: ['Тил', 'Язык', 'Language'],
  query: ['Суроо', 'Запрос', 'Document'],
  variables: ['Өзгөрмөлөр (JSON)', 'Переменные (JSON)', 'Variables (JSON)'],
  headers: ['HTTP баш саптары (JSON)', 'Заголовки HTTP (JSON)', 'HTTP headers (JSON)'],
  answer: ['Жооп', 'Ответ', 'Answer'],
  docs: ['API сүрөттөмөсү', 'Описание API', 'API documentation'],
  search: ['Издөө', 'Поиск', 'Search'],
  running: ['Аткарылууда…', 'Выполняется…', 'Running…'],
  listening: ['Окуяларды күтүүдө…', 'Ожидание событий…', 'Waiting for events…'],
  ended: ['Агым аяктады', 'Поток завершён', 'The stream has ended'],
  unreachable: ['Сервер жооп берген жок', 'Сервер не ответил', 'The server did not answer'],
  badJSON: ['Бул JSON туура эмес жазылган', 'Этот JSON записан неверно', 'This JSON is not written correctly'],
  docsClosed: ['Сүрөттөмөнү укугу барлар гана көрөт. Кирип, кайра ачыңыз.', 'Описание видят только те, у кого есть право. Войдите и откройте снова.', 'Only those who have the right see the documentation. Sign in and open it again.'],
  docsOpen: ['Сүрөттөмөнү ачуу', 'Открыть описание', 'Open the documentation'],
  insert: ['Суроого кошуу', 'Вставить в запрос', 'Insert into the document'],
  back: ['Артка', 'Назад', 'Back'],
  deprecated: ['эскирген', 'устарело', 'deprecated'],
  nothingFound: ['Эч нерсе табылган жок', 'Ничего не найдено', 'Nothing found'],
  signIn: ['Кирүү', 'Войти', 'Sign in'],
  signOut: ['Чыгуу', 'Выйти', 'Sign out'],
  login: ['Электрондук почта же телефон', 'Электронная почта или телефон', 'E-mail or phone'],
  password: ['Сырсөз', 'Пароль', 'Password'],
  upload: ['Файл жүктөө', 'Загрузить файл', 'Upload a file'],
  municipalityId: ['Муниципалитеттин id’си', 'Id муниципалитета', 'Id of the municipality'],
  fileKind: ['Файлдын түрү', 'Вид файла', 'Kind of file'],
  file: ['Файл', 'Файл', 'File'],
  hashing: ['Текшерүү суммасы эсептелүүдө…', 'Считается контрольная сумма…', 'Computing the checksum…'],
  uploading: ['Жүктөлүүдө…', 'Загружается…', 'Uploading…'],
  uploaded: ['Жүктөлдү. Файлдын id’си:', 'Загружено. Id файла:', 'Uploaded. Id of the file:'],
};

const languages = ['ky', 'ru', 'en'];

export let language = languages.find((l) => l === localStorage.getItem('language')) ?? 'ky';

// text returns a text in the chosen language.
export function text(name) {
  return texts[name][languages.indexOf(language)];
}

// speak chooses a language and writes it into every marked element.
export function speak(chosen) {
  language = chosen;
  localStorage.setItem('language', chosen);
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', text(element.dataset.label));
    if (element.id === 'search') element.placeholder = text(element.dataset.label);
  }
}
