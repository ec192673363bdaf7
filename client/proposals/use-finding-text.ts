import { useTranslation } from 'react-i18next';
import type { Finding } from '../../shared/contract/proposals.ts';
import { useFormat } from '../i18n/format.ts';

const tenth = (value: number) => Math.round(value * 10) / 10;

/** What was measured beside what the parameters say, in words: the screens' and, as its cause, the announcement's. */
export function useFindingText() {
  const { t } = useTranslation();
  const format = useFormat();

  function numbersOf({ what, measured, parameter }: Finding) {
    const text = what === 'share' ? format.percent : (value: number) => format.number(tenth(value));
    return { measured: text(measured), parameter: text(parameter) };
  }

  return {
    /** `Documents: 10.3 min per truck instead of 6` */
    sentence(finding: Finding): string {
      const { what, stage, channel } = finding;
      const channelText = channel ? t(`regimes.channel.${channel}`).toLocaleLowerCase() : '';
      const text = t(`proposals.finding.${what}`, {
        stage: t(`stage.${stage}`),
        channel: channelText,
        ...numbersOf(finding),
      });
      return text.charAt(0).toLocaleUpperCase(format.language) + text.slice(1);
    },
    /** `1.7 ×` */
    factor: ({ factor }: Finding) => `${format.number(tenth(factor))} ×`,
    /** `140 trucks in 19 hours` */
    basis: ({ trucks, hours }: Finding) => t('proposals.basis', { count: trucks, hours }),
    /** A value of the chart with its unit. */
    value(what: Finding['what'], value: number): string {
      if (what === 'share') return format.percent(value);
      if (what === 'minutes') return t('queue.minutes', { value: format.number(tenth(value)) });
      return t('proposals.lanes', { value: format.number(tenth(value)) });
    },
  };
}
