import { callPaceOf, chooseToCall } from '../../server/planning/call-forward.ts';
import type { CallRule } from './facts.ts';

/** The rule of call-forward that the server answers with, for a time about which it can no longer be asked. */
export const callByRule: CallRule = ({ nowMs, waiting, rule, scheduledPerHour, clearedLastHour, ...there }) => {
  const forecourt = {
    ...there,
    perHour: callPaceOf({ scheduledPerHour, clearedLastHour }),
    firstPostPlaces: rule.postPlaces,
    stripPlaces: rule.stripPlaces,
    callLeadMinutes: rule.callLeadMinutes,
  };
  return chooseToCall(forecourt, waiting, nowMs).trucks.map(({ id }) => id);
};
