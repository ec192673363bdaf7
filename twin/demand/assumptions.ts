/**
 * Every assumption of the demand generator, in one place. Nothing here is published unless it says so; each says why it is what
 * it is. The trade itself is data: prisma/reference/trade-by-region.csv.
 *
 * Calibration (tests/twin/calibration.test.ts holds it): with the turnover of 2024 the core network sees about 5,000 trucks on
 * the mean day, and on a working day Syrym, Zhaisan, Kairak and Karasu see between 60% and 110% of their modelled places, as
 * one expects of posts with limits, queues and press reports of both. What was turned to get there: value per truck, the
 * transit, the hubs' shares and the road weights. The other crossings were not fitted to anything.
 */

interface Position {
  lat: number;
  lon: number;
}

/** Shares of Kazakhstan's trade with the Eurasian Economic Union, published (Taubayev et al., 2025). Belarus and Armenia are reached through Russia. */
export const partnerShares = { Russia: 0.913, Kyrgyzstan: 0.056, Belarus: 0.03, Armenia: 0.001 };

/**
 * How much more than the average region each trades with Kyrgyzstan, relative numbers. Regions at its border trade more with it,
 * regions at the Russian border hardly; scaled so that the country keeps the published share.
 */
export const kyrgyzAffinity = {
  atTheBorder: { regions: ['Almaty', 'Almaty Region', 'Zhambyl', 'Zhetysu'], factor: 3 },
  south: { regions: ['Turkistan', 'Shymkent', 'Kyzylorda'], factor: 1.5 },
  elsewhere: 0.3,
};

/** Thousand US dollars of goods in a laden truck. Imports are machines, food and consumer goods; exports by road are food, metal products, building materials. */
export const valuePerTruckKusd = { out: 25, in: 33 };

/** Share of the value that goes by road. Exports are mostly ore, coal, metal and oil, which go by rail and pipe; imports are mostly not. */
export const roadShare = { out: 0.32, in: 0.62 };

/** Days in the year a turnover stands for; the 2025 column is January to July. */
export const daysOfTurnover = { 2021: 365, 2022: 365, 2023: 365, 2024: 366, 2025: 212 };

/** Laden trucks in transit through Kazakhstan for each truck of its own trade with Russia: Uzbek, Kyrgyz, Tajik and Chinese goods use the same crossings. */
export const transitPerTruck = 1.75;

/** Where transit enters from the south and east, its share, and the share of it bound for Russia (`out` of Kazakhstan in the north). */
export const transitGateways: readonly (Position & { name: string; share: number; outShare: number })[] = [
  { name: 'Tashkent', lat: 41.3, lon: 69.25, share: 0.47, outShare: 0.5 },
  { name: 'Bishkek', lat: 42.87, lon: 74.6, share: 0.35, outShare: 0.5 }, // crosses the Kyrgyz border too
  { name: 'Khorgos', lat: 44.23, lon: 80.37, share: 0.18, outShare: 0.8 },
];

/** Share of the trucks missing in the weaker direction of a crossing that come back empty the same way; the rest return loaded through other crossings. */
export const emptyReturnShare = 0.85;

/** Where trade with Russia begins and ends: shares by population and industry. */
export const russianHubs: readonly (Position & { share: number })[] = [
  { lat: 55.75, lon: 37.62, share: 0.44 }, // Moscow, for the centre, the Volga, and what lies beyond
  { lat: 47.24, lon: 39.7, share: 0.17 }, // Rostov, for the south and the Black Sea ports
  { lat: 56.0, lon: 61.0, share: 0.22 }, // Chelyabinsk and Yekaterinburg, for the Urals
  { lat: 55.0, lon: 78.0, share: 0.17 }, // Omsk and Novosibirsk, for Siberia
];

/** Where trade with Kyrgyzstan begins and ends. */
export const kyrgyzHubs: readonly (Position & { share: number })[] = [
  { lat: 42.87, lon: 74.6, share: 0.82 }, // Bishkek, and Osh through it
  { lat: 42.52, lon: 72.24, share: 0.12 }, // Talas
  { lat: 42.49, lon: 78.4, share: 0.06 }, // Karakol
];

/** The capital of each region stands for the whole region. */
export const regionCapitals: Readonly<Record<string, Position>> = {
  Abai: { lat: 50.43, lon: 80.27 },
  Akmola: { lat: 53.28, lon: 69.4 },
  Aktobe: { lat: 50.28, lon: 57.21 },
  'Almaty Region': { lat: 43.87, lon: 77.06 },
  Atyrau: { lat: 47.12, lon: 51.88 },
  'West Kazakhstan': { lat: 51.23, lon: 51.37 },
  Zhambyl: { lat: 42.9, lon: 71.37 },
  Zhetysu: { lat: 45.02, lon: 78.37 },
  Karaganda: { lat: 49.8, lon: 73.1 },
  Kostanay: { lat: 53.21, lon: 63.62 },
  Kyzylorda: { lat: 44.85, lon: 65.51 },
  Mangystau: { lat: 43.65, lon: 51.17 },
  Pavlodar: { lat: 52.28, lon: 76.97 },
  'North Kazakhstan': { lat: 54.87, lon: 69.15 },
  Turkistan: { lat: 43.3, lon: 68.25 },
  Ulytau: { lat: 47.78, lon: 67.77 },
  'East Kazakhstan': { lat: 49.97, lon: 82.61 },
  Astana: { lat: 51.18, lon: 71.45 },
  Almaty: { lat: 43.26, lon: 76.93 },
  Shymkent: { lat: 42.3, lon: 69.6 },
};

/**
 * Nearest sensible crossing: a crossing is chosen with weight `roadWeight × e^(−detourKm / detourScaleKm)`, where the detour is
 * against the shortest way from the capital over any open crossing to the hub. Straight lines × 1.3 stand for road kilometres.
 */
export const detourScaleKm = 160;
export const roadPerStraightKm = 1.3;

/** How much trucks prefer a crossing at equal distance: international roads first, local posts for neighbours only. */
export const roadWeights: Readonly<Record<string, number>> = {
  syrym: 2,
  zhaisan: 1,
  kairak: 0.75,
  kurmangazy: 1,
  karasu: 2.2,
  korday: 0.4,
  'sypatai-batyr': 0.5,
  taskala: 0.4,
  'zhana-zhol': 0.7,
  karakoga: 0.7,
  urlitobe: 0.8,
  sharbakty: 0.6,
  auyl: 0.6,
};
/** Crossings not named above, by access rule. */
export const otherRoadWeight = { multilateral: 0.25, bilateral: 0.08 };

/** Crossings wished for per weekday, Monday first, relative to the mean day: carriers load on working days. */
export const weekdayShape = [1.06, 1.1, 1.1, 1.08, 1.06, 0.86, 0.74] as const;

/** Relative wish for each hour of the Kazakh clock: trucks that loaded in the morning come in the afternoon, few want the night. */
export const hourShape = [3, 2, 2, 2, 2, 3, 4, 5, 6, 6, 6, 6, 5, 5, 6, 6, 6, 6, 5, 5, 4, 4, 4, 3] as const;

/** How long after the earliest time a crossing is still good, in hours, and how often. */
export const windowHours = [
  { hours: 6, weight: 25 },
  { hours: 12, weight: 45 },
  { hours: 24, weight: 30 },
] as const;

/**
 * How long before the earliest time an application is made. Regular carriers ask when the week opens; the others 2 hours before and then
 * exponential with a mean of 30, cut at six days: half of those within a day of the crossing, which is when a truck is loaded.
 */
export const leadHours = { plannedShare: 0.7, planned: 168, least: 2, meanOfRest: 30, most: 144 };

/** Share of applications by class: a little below the quotas of the Kazakh rules of September 2025 (5%, 1%, 1%), as a full quota would be an exception. */
export const classWeights = [
  { class: 'general', weight: 950 },
  { class: 'out-of-turn', weight: 35 },
  { class: 'post', weight: 7 },
  { class: 'accelerated', weight: 8 },
] as const;

/** Country of registration, by the country on the other side. A bilateral post takes only the two that meet there. */
export const vehicleCountries = {
  RU: { KZ: 52, RU: 24, KG: 8, UZ: 11, BY: 5 },
  KG: { KZ: 40, KG: 46, RU: 9, UZ: 5 },
} as const;

/** Carriers of the demo world. The largest has about four times the trucks of the median one. */
export const carrierCount = 120;

/** Days after which a vehicle applies again: a round trip to Moscow or Almaty. Longer than the seven days of demand plus any window, so that no vehicle ever has two open applications. */
export const vehicleCycleDays = 14;

/** Share of laden trucks with goods of the Common High Priority List: rare, yet some every day. */
export const sensitiveShare = 0.004;

/** Goods of other laden trucks: HS-6 code, relative frequency per direction, and gross weight of the load in tonnes. Ordinary goods of the trade, by its main groups; the weights leave a truck and its load under the 44 tonnes of the Union's roads. */
export const goods: readonly {
  hsCode: string;
  description: string;
  out: number;
  in: number;
  tonnes: readonly [number, number];
}[] = [
  { hsCode: '110100', description: 'wheat flour', out: 14, in: 0, tonnes: [19, 22] },
  { hsCode: '120600', description: 'sunflower seeds', out: 5, in: 1, tonnes: [18, 22] },
  { hsCode: '070190', description: 'potatoes', out: 4, in: 2, tonnes: [18, 21] },
  { hsCode: '080810', description: 'apples', out: 4, in: 3, tonnes: [17, 20] },
  { hsCode: '070200', description: 'tomatoes', out: 6, in: 1, tonnes: [14, 19] },
  { hsCode: '520100', description: 'cotton', out: 5, in: 0, tonnes: [16, 20] },
  { hsCode: '610910', description: 'cotton T-shirts', out: 10, in: 1, tonnes: [6, 14] },
  { hsCode: '720839', description: 'hot-rolled steel', out: 8, in: 5, tonnes: [20, 22] },
  { hsCode: '760110', description: 'aluminium, unwrought', out: 5, in: 1, tonnes: [20, 22] },
  { hsCode: '252329', description: 'Portland cement', out: 5, in: 2, tonnes: [20, 22] },
  { hsCode: '020230', description: 'beef, frozen', out: 3, in: 2, tonnes: [17, 20] },
  { hsCode: '010229', description: 'cattle, live', out: 1, in: 1, tonnes: [8, 14] },
  { hsCode: '870323', description: 'passenger cars', out: 3, in: 6, tonnes: [9, 16] },
  { hsCode: '180690', description: 'chocolate and sweets', out: 2, in: 8, tonnes: [10, 18] },
  { hsCode: '151219', description: 'sunflower oil, refined', out: 1, in: 6, tonnes: [19, 22] },
  { hsCode: '040690', description: 'cheese', out: 1, in: 6, tonnes: [15, 19] },
  { hsCode: '440710', description: 'sawn pine and spruce', out: 0, in: 11, tonnes: [19, 22] },
  { hsCode: '392010', description: 'polyethylene film', out: 2, in: 6, tonnes: [12, 19] },
  { hsCode: '340250', description: 'washing powder', out: 1, in: 7, tonnes: [14, 20] },
  { hsCode: '841810', description: 'refrigerators', out: 2, in: 4, tonnes: [5, 10] },
  { hsCode: '870829', description: 'parts of car bodies', out: 3, in: 7, tonnes: [6, 15] },
  { hsCode: '843390', description: 'parts of harvesters', out: 1, in: 5, tonnes: [8, 18] },
  { hsCode: '271019', description: 'lubricating oil', out: 2, in: 5, tonnes: [18, 22] },
  { hsCode: '310230', description: 'ammonium nitrate', out: 2, in: 3, tonnes: [20, 22] },
  { hsCode: '300490', description: 'medicines', out: 1, in: 5, tonnes: [4, 12] },
];

/** Gross weight of a load of sensitive goods, tonnes: electronics and bearings are part loads. */
export const sensitiveTonnes = [0.5, 6] as const;

/** An application always names goods, so an empty truck carries what empty trucks carry: pallets and packaging. */
export const emptyRun = { hsCode: '441520', description: 'returning empty, pallets only', grossWeightKg: 500 };

/** Share of trucks that come without one of the papers their goods need: with the goods above, some 95 of 100 consignments are green, which is the aim. */
export const missingDocumentShare = 0.033;

/** Share of trucks whose consignor or consignee is on the shipped stop list: rare, so that the desk of the reviewer has something to decide. */
export const stoppedPartyShare = 0.0003;

/** Share of trucks out of Kazakhstan with goods that were made elsewhere and are sent on by a firm here. */
export const reExportShare = 0.03;

/** Where goods in transit to and from Russia come from and go to: those of the gateways above, by their shares. */
export const transitCountries = [
  { country: 'UZ', share: 0.47 },
  { country: 'KG', share: 0.35 },
  { country: 'CN', share: 0.18 },
] as const;

/** Names of firms, made of two words and a legal form; none of them is meant. */
export const firmNames = {
  first: [
    'Алатау',
    'Барыс',
    'Сункар',
    'Тулпар',
    'Жибек',
    'Кокше',
    'Сарыарка',
    'Маржан',
    'Достык',
    'Береке',
    'Онтүстік',
    'Жетісу',
    'Urker',
    'Nomad',
    'Silk Way',
    'Ural',
    'Волга',
    'Сибирь',
    'Енисей',
    'Ладога',
    'Ока',
    'Янтарь',
    'Меридиан',
    'Рассвет',
  ],
  second: [
    'Агро',
    'Строй',
    'Маркет',
    'Продукт',
    'Металл',
    'Лес',
    'Текстиль',
    'Пак',
    'Снаб',
    'Фарм',
    'Техника',
    'Дистрибуция',
    'Foods',
    'Retail',
    'Supply',
    'Өнім',
  ],
  legalForm: { KZ: 'ТОО', RU: 'ООО', KG: 'ОсОО', UZ: 'ООО', CN: 'Co. Ltd.', BY: 'ОДО' },
} as const;
