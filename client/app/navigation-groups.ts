import type { ParseKeys } from 'i18next';
import type { Role } from '../../shared/words.ts';

export interface NavigationEntry {
  to: string;
  text: ParseKeys;
  /** Undefined: everybody. */
  roles?: readonly Role[];
  /** Not a page of the client. */
  isOutside?: true;
}

/** Shown as a menu under its text; with one entry for the caller as that entry itself. */
export interface NavigationGroup {
  text: ParseKeys;
  entries: NavigationEntry[];
}

const dispatcher: readonly Role[] = ['dispatcher'];
const planner: readonly Role[] = ['planner'];
const planners: readonly Role[] = ['planner', 'administrator'];

const groups: NavigationGroup[] = [
  { text: 'nav.map', entries: [{ to: '/', text: 'nav.map' }] },
  { text: 'nav.desk', entries: [{ to: '/desk', text: 'nav.desk', roles: planners }] },
  { text: 'nav.gate', entries: [{ to: '/gate', text: 'nav.gate', roles: ['officer'] }] },
  {
    text: 'nav.ways',
    entries: [
      { to: '/corridors', text: 'nav.corridors' },
      { to: '/sailings', text: 'nav.sailings' },
    ],
  },
  {
    text: 'nav.ask',
    entries: [
      { to: '/book', text: 'nav.book', roles: dispatcher },
      { to: '/itineraries/new', text: 'nav.wholeWay', roles: dispatcher },
      { to: '/applications', text: 'nav.applications', roles: dispatcher },
      { to: '/framework-contracts', text: 'nav.frameworkContracts', roles: dispatcher },
      { to: '/waitlist', text: 'nav.waitlist', roles: dispatcher },
    ],
  },
  {
    text: 'nav.mine',
    entries: [
      { to: '/trips', text: 'nav.trips', roles: dispatcher },
      { to: '/bookings', text: 'nav.bookings', roles: dispatcher },
      { to: '/itineraries', text: 'nav.itineraries', roles: dispatcher },
      { to: '/fleet', text: 'nav.fleet', roles: dispatcher },
      { to: '/no-shows', text: 'nav.noShows', roles: dispatcher },
      { to: '/settings/api-keys', text: 'nav.apiKeys', roles: dispatcher },
    ],
  },
  {
    text: 'nav.work',
    entries: [
      { to: '/trucks', text: 'nav.trucks', roles: ['officer', 'planner', 'administrator'] },
      { to: '/compliance', text: 'nav.compliance', roles: ['reviewer', 'planner'] },
      { to: '/compliance/lists', text: 'nav.compliance', roles: ['administrator'] },
      { to: '/no-shows', text: 'nav.appeals', roles: planner },
      { to: '/notices/batches', text: 'nav.batches', roles: planner },
      { to: '/audit', text: 'nav.audit', roles: planners },
      { to: '/accounts', text: 'nav.accounts', roles: ['administrator'] },
    ],
  },
  {
    text: 'nav.published',
    entries: [
      { to: '/board', text: 'nav.board' },
      { to: '/regimes', text: 'nav.regimes' },
      { to: '/plans', text: 'nav.plans' },
      { to: '/fairness', text: 'nav.fairness' },
      { to: '/api/docs', text: 'nav.api', isOutside: true },
    ],
  },
];

/** What a role finds in the header, in its order; groups without an entry for it are left out. */
export function navigationOf(role: Role): NavigationGroup[] {
  return groups
    .map(({ text, entries }) => ({ text, entries: entries.filter(({ roles }) => !roles || roles.includes(role)) }))
    .filter(({ entries }) => entries.length > 0);
}
