import { type Actor, actorText } from '../platform/database/act-as.ts';

/** Who changes what. */
export interface Changing {
  organisationId: string;
  actor: Actor;
  bookingId: string;
}

/** For the place of `now` in a change: act_as(…). */
export const changeActor = ({ actor }: Changing): string => actorText(actor);
