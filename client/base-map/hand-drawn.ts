import type { Position } from 'geojson';

/**
 * Waters that Natural Earth at 1:50m leaves out or shows as they were in 1990: drawn by hand from public descriptions of their shores,
 * good to about 10 km. For a map, not for measuring.
 */
export const handDrawnLakes: Record<string, Position[]> = {
  balkhash: [
    [73.6, 45.35],
    [73.45, 45.75],
    [73.7, 46.2],
    [74.15, 46.55],
    [74.75, 46.78],
    [75.3, 46.72],
    [75.9, 46.78],
    [76.6, 46.75],
    [77.3, 46.65],
    [78.0, 46.72],
    [78.6, 46.73],
    [79.15, 46.85],
    [79.3, 46.7],
    [78.9, 46.45],
    [78.3, 46.38],
    [77.7, 46.45],
    [77.0, 46.42],
    [76.3, 46.5],
    [75.6, 46.5],
    [75.2, 46.62],
    [74.8, 46.4],
    [74.75, 46.1],
    [74.4, 45.95],
    [74.3, 45.55],
    [74.05, 45.2],
    [73.8, 45.1],
    [73.6, 45.35],
  ],
  southAral: [
    [58.35, 45.85],
    [58.6, 45.85],
    [58.75, 45.5],
    [58.65, 45.1],
    [58.75, 44.7],
    [58.6, 44.3],
    [58.4, 44.3],
    [58.25, 44.8],
    [58.35, 45.3],
    [58.25, 45.6],
    [58.35, 45.85],
  ],
};

/** Country and sea names stand where there is room for them, not at a centroid. */
export const areaNames: {
  kind: 'country' | 'water';
  lat: number;
  lon: number;
  minZoom: number;
  names: { en: string; ru: string; kk: string };
}[] = [
  { kind: 'country', lat: 48.3, lon: 66.6, minZoom: 3, names: { en: 'Kazakhstan', ru: 'Казахстан', kk: 'Қазақстан' } },
  { kind: 'country', lat: 56.6, lon: 63.5, minZoom: 3, names: { en: 'Russia', ru: 'Россия', kk: 'Ресей' } },
  {
    kind: 'country',
    lat: 41.45,
    lon: 74.9,
    minZoom: 4,
    names: { en: 'Kyrgyzstan', ru: 'Кыргызстан', kk: 'Қырғызстан' },
  },
  { kind: 'country', lat: 42.2, lon: 63.2, minZoom: 4, names: { en: 'Uzbekistan', ru: 'Узбекистан', kk: 'Өзбекстан' } },
  {
    kind: 'country',
    lat: 39.3,
    lon: 58.9,
    minZoom: 4,
    names: { en: 'Turkmenistan', ru: 'Туркменистан', kk: 'Түрікменстан' },
  },
  { kind: 'country', lat: 43.6, lon: 85.2, minZoom: 4, names: { en: 'China', ru: 'Китай', kk: 'Қытай' } },
  { kind: 'country', lat: 48.6, lon: 90.6, minZoom: 4, names: { en: 'Mongolia', ru: 'Монголия', kk: 'Моңғолия' } },
  { kind: 'country', lat: 37.8, lon: 72, minZoom: 5, names: { en: 'Tajikistan', ru: 'Таджикистан', kk: 'Тәжікстан' } },
  {
    kind: 'country',
    lat: 40.4,
    lon: 47.6,
    minZoom: 5,
    names: { en: 'Azerbaijan', ru: 'Азербайджан', kk: 'Әзербайжан' },
  },
  { kind: 'country', lat: 35.6, lon: 54.6, minZoom: 4, names: { en: 'Iran', ru: 'Иран', kk: 'Иран' } },
  {
    kind: 'water',
    lat: 41.9,
    lon: 50.6,
    minZoom: 4,
    names: { en: 'Caspian Sea', ru: 'Каспийское море', kk: 'Каспий теңізі' },
  },
  {
    kind: 'water',
    lat: 46.6,
    lon: 60.7,
    minZoom: 6,
    names: { en: 'Aral Sea', ru: 'Аральское море', kk: 'Арал теңізі' },
  },
  {
    kind: 'water',
    lat: 46.3,
    lon: 76.2,
    minZoom: 6,
    names: { en: 'Lake Balkhash', ru: 'оз. Балхаш', kk: 'Балқаш к.' },
  },
];
