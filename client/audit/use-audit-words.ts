import { useTranslation } from 'react-i18next';
import { regimeEffectSchema, regimeScopeSchema } from '../../shared/contract/regimes.ts';
import en from '../i18n/en.json';
import { useFormat } from '../i18n/format.ts';
import { useCheckpointText } from '../regimes/use-checkpoint-text.ts';
import { useEffectText, useScopeText } from '../regimes/use-effect-text.ts';

const { columns, values } = en.audit;
const isColumn = (name: string): name is keyof typeof columns => Object.hasOwn(columns, name);
const isValue = (value: string): value is keyof typeof values => Object.hasOwn(values, value);

/** What people wrote: a plate or a reason is not a word of ours, even where it reads like one. */
const verbatim = new Set(['plate', 'reason', 'cause', 'source', 'end_reason']);
/** A planner of the country reads one clock. */
const zone = 'Asia/Almaty';
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The columns of an entry and what stands in them, in the words of the language; what has none stays as it is stored. */
export function useAuditWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useCheckpointText();
  const effectText = useEffectText();
  const scopeText = useScopeText();

  /** What a regime sets and whom it is about, as on its own page. */
  function regimeText(column: string, value: string): string | undefined {
    if (column === 'effect') {
      const { data } = regimeEffectSchema.safeParse(JSON.parse(value));
      return data && effectText(data).join('; ');
    }
    if (column === 'scope') {
      const { data } = regimeScopeSchema.safeParse(JSON.parse(value));
      return data && scopeText(data);
    }
    return undefined;
  }

  return {
    column: (name: string) => (isColumn(name) ? t(`audit.columns.${name}`) : name.replaceAll('_', ' ')),
    value(column: string, value: string): string {
      if (verbatim.has(column)) return value;
      if (column === 'checkpoint_id') return nameOf(value);
      if (instant.test(value)) return `${format.dayAndTime(asUtc(value), zone)}, ${format.year(asUtc(value), zone)}`;
      const ofRegime = regimeText(column, value);
      if (ofRegime) return ofRegime;
      return isValue(value) ? t(`audit.values.${value}`) : value;
    },
  };
}

/** The database writes its instants without a zone where the column has none: they are UTC. */
const asUtc = (value: string) => (/(Z|[+-]\d\d(:?\d\d)?)$/.test(value) ? value : `${value}Z`);
