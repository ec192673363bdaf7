import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { Role } from '../../shared/words.ts';
import { useCaller } from '../api/caller.ts';
import { useLiveSignIn } from '../live/use-live.ts';
import { MovesBadge } from '../moves/moves-badge.tsx';
import styles from './shell.module.css';

const entries = [
  { to: '/', text: 'nav.map', roles: undefined },
  { to: '/board', text: 'nav.board', roles: undefined },
  { to: '/book', text: 'nav.book', roles: ['dispatcher'] },
  { to: '/bookings', text: 'nav.bookings', roles: ['dispatcher'] },
  { to: '/gate', text: 'nav.gate', roles: ['officer'] },
  { to: '/trucks', text: 'nav.trucks', roles: ['officer', 'planner', 'administrator'] },
  { to: '/desk', text: 'nav.desk', roles: ['planner', 'administrator'] },
  { to: '/plans', text: 'nav.plans', roles: undefined },
  { to: '/regimes', text: 'nav.regimes', roles: undefined },
  { to: '/compliance', text: 'nav.compliance', roles: ['reviewer', 'planner'] },
  { to: '/compliance/lists', text: 'nav.compliance', roles: ['administrator'] },
  { to: '/audit', text: 'nav.audit', roles: ['planner', 'administrator'] },
  { to: '/accounts', text: 'nav.accounts', roles: ['administrator'] },
] as const satisfies readonly { to: string; text: string; roles: readonly Role[] | undefined }[];

/** The pages that the caller's role can use. */
export function Navigation({ inDrawer = false, onChoose }: { inDrawer?: boolean; onChoose?: () => void }) {
  const { t } = useTranslation();
  const { role, userId, known } = useCaller();
  useLiveSignIn(known ? userId : undefined);
  const shown = entries.filter(({ roles }) => roles === undefined || roles.some((allowed) => allowed === role));
  const className = inDrawer ? `${styles.link} ${styles.drawerLink}` : (styles.link ?? '');
  const links = shown.map(({ to, text }) => (
    <NavLink key={to} to={to} end={to === '/'} className={className} {...(onChoose ? { onClick: onChoose } : {})}>
      {t(text)}
      {to === '/bookings' && <MovesBadge />}
    </NavLink>
  ));
  return (
    <>
      {links}
      <a className={className} href="/api/docs">
        {t('nav.api')}
      </a>
    </>
  );
}
