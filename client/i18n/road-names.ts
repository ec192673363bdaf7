/** The roads of the data in Russian and Kazakh; a road that is not here is shown as the data has it. */
const roadNames: Record<string, { ru: string; kk: string }> = {
  'A-27/E40 Atyrau–Astrakhan (RU A-153)': {
    ru: 'А-27/E40 Атырау — Астрахань (РФ А-153)',
    kk: 'А-27/E40 Атырау — Астрахан (РФ А-153)',
  },
  local: { ru: 'местная дорога', kk: 'жергілікті жол' },
  'E38 Uralsk–Saratov (RU A-298)': { ru: 'E38 Уральск — Саратов (РФ А-298)', kk: 'E38 Орал — Саратов (РФ А-298)' },
  'M-32 Samara–Shymkent (RU A-300)': { ru: 'М-32 Самара — Шымкент (РФ А-300)', kk: 'М-32 Самара — Шымкент (РФ А-300)' },
  'Uralsk–Pervomaisky/Buzuluk': { ru: 'Уральск — Первомайский / Бузулук', kk: 'Орал — Первомайский / Бузулук' },
  'A-30/Aksai–Orenburg': { ru: 'А-30 Аксай — Оренбург', kk: 'А-30 Ақсай — Орынбор' },
  'M-32 / A-24 Aktobe–Orenburg (RU A-305)': {
    ru: 'М-32 / А-24 Актобе — Оренбург (РФ А-305)',
    kk: 'М-32 / А-24 Ақтөбе — Орынбор (РФ А-305)',
  },
  'Khromtau–Orsk': { ru: 'Хромтау — Орск', kk: 'Хромтау — Орск' },
  'Zhitikara–Bredy': { ru: 'Житикара — Бреды', kk: 'Жітіқара — Бреды' },
  'Denisovka–Varna': { ru: 'Денисовка — Варна', kk: 'Денисовка — Варна' },
  'M-36/E123 Kostanay–Troitsk–Chelyabinsk (RU A-310)': {
    ru: 'М-36/E123 Костанай — Троицк — Челябинск (РФ А-310)',
    kk: 'М-36/E123 Қостанай — Троицк — Челябі (РФ А-310)',
  },
  'Kostanay–Kurgan': { ru: 'Костанай — Курган', kk: 'Қостанай — Қорған' },
  'Kostanay–Kurgan (RU R-354/R-330)': {
    ru: 'Костанай — Курган (РФ Р-354/Р-330)',
    kk: 'Қостанай — Қорған (РФ Р-354/Р-330)',
  },
  'M-51/E30 Petropavl–Kurgan (RU R-254)': {
    ru: 'М-51/E30 Петропавловск — Курган (РФ Р-254)',
    kk: 'М-51/E30 Петропавл — Қорған (РФ Р-254)',
  },
  'Petropavl–Ishim (RU R-403)': { ru: 'Петропавловск — Ишим (РФ Р-403)', kk: 'Петропавл — Есіл (РФ Р-403)' },
  'M-51/E30 Petropavl–Omsk (RU R-254)': {
    ru: 'М-51/E30 Петропавловск — Омск (РФ Р-254)',
    kk: 'М-51/E30 Петропавл — Омбы (РФ Р-254)',
  },
  'Kishkenekol–Odesskoe–Omsk': { ru: 'Кишкенеколь — Одесское — Омск', kk: 'Кішкенекөл — Одесское — Омбы' },
  'M-38/E127 Pavlodar–Omsk (RU A-320)': {
    ru: 'М-38/E127 Павлодар — Омск (РФ А-320)',
    kk: 'М-38/E127 Павлодар — Омбы (РФ А-320)',
  },
  'Uspenka–Karasuk': { ru: 'Успенка — Карасук', kk: 'Успенка — Қарасуық' },
  'Uspenka–Slavgorod': { ru: 'Успенка — Славгород', kk: 'Успенка — Славгород' },
  'A-17 Pavlodar–Kulunda–Barnaul': {
    ru: 'А-17 Павлодар — Кулунда — Барнаул',
    kk: 'А-17 Павлодар — Құлынды — Барнауыл',
  },
  'M-38/E40 Semey–Rubtsovsk (RU A-322)': {
    ru: 'М-38/E40 Семей — Рубцовск (РФ А-322)',
    kk: 'М-38/E40 Семей — Рубцовск (РФ А-322)',
  },
  'Shemonaikha–Zmeinogorsk': { ru: 'Шемонаиха — Змеиногорск', kk: 'Шемонаиха — Змеиногорск' },
  'A-2/E40 Almaty–Bishkek': { ru: 'А-2/E40 Алматы — Бишкек', kk: 'А-2/E40 Алматы — Бішкек' },
  'freight by-pass of Korday': { ru: 'грузовой объезд Кордая', kk: 'Қордайды айналып өтетін жүк жолы' },
  'local (empties in peaks)': { ru: 'местная дорога (порожние в пик)', kk: 'жергілікті жол (қарбаласта бос көліктер)' },
  'A-2 Merke–Kara-Balta–Bishkek': { ru: 'А-2 Мерке — Кара-Балта — Бишкек', kk: 'А-2 Меркі — Қара-Балта — Бішкек' },
  'Taraz–Talas': { ru: 'Тараз — Талас', kk: 'Тараз — Талас' },
  'Kegen–Tyup (seasonal)': { ru: 'Кеген — Тюп (сезонная)', kk: 'Кеген — Түп (маусымдық)' },
  'closed / under construction': { ru: 'закрыт, строится', kk: 'жабық, салынып жатыр' },
};

export function roadName(road: string, language: string): string {
  const known = roadNames[road];
  if (language === 'ru') return known?.ru ?? road;
  if (language === 'kk') return known?.kk ?? road;
  return road === 'local' ? 'local road' : road;
}
