import type { RegionTrade } from '../../prisma/reference.ts';
import { kyrgyzAffinity, partnerShares } from './assumptions.ts';

export const tradeYears = [2021, 2022, 2023, 2024, 2025] as const;
export type TradeYear = (typeof tradeYears)[number];

/** Trade of one region with the Eurasian Economic Union in one year, thousand US dollars. */
export interface RegionFlow {
  region: string;
  turnoverKusd: number;
  exportKusd: number;
  importKusd: number;
  /** Share of it with Kyrgyzstan; the rest is with Russia or through it. */
  kyrgyzShare: number;
}

/**
 * Export and import of every region that existed in the year: turnover T and coverage c (export over import) give
 * export = T·c/(1+c) and import = T/(1+c) (Taubayev et al., 2025, tables 1 and 3).
 *
 * Coverage is published for 2021 and for January to July 2025; between them it is interpolated, and a region founded in 2022
 * has the coverage of 2025 in every year.
 */
export function readTrade(rows: readonly RegionTrade[], year: TradeYear): RegionFlow[] {
  const regions = rows.flatMap((row) => {
    const turnoverKusd = row.turnoverKusd[year];
    if (turnoverKusd === null) return [];
    const coverage = coverageIn(row, year);
    const exportKusd = (turnoverKusd * coverage) / (1 + coverage);
    const importKusd = turnoverKusd / (1 + coverage);
    return [{ region: row.region, turnoverKusd, exportKusd, importKusd }];
  });
  const turnover = sum(regions.map((region) => region.turnoverKusd));
  const weighted = sum(regions.map((region) => region.turnoverKusd * affinityOf(region.region)));
  const perAffinity = (partnerShares.Kyrgyzstan * turnover) / weighted;
  return regions.map((region) => ({ ...region, kyrgyzShare: perAffinity * affinityOf(region.region) }));
}

function coverageIn(row: RegionTrade, year: TradeYear): number {
  const first = row.coverage[2021];
  const last = row.coverage[2025];
  if (first === null) return last;
  const passed = (year - 2021) / (2025 - 2021);
  return first + (last - first) * passed;
}

function affinityOf(region: string): number {
  const { atTheBorder, south, elsewhere } = kyrgyzAffinity;
  return [atTheBorder, south].find(({ regions }) => regions.includes(region))?.factor ?? elsewhere;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
