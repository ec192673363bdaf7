import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink, useLocation } from 'react-router';
import { useCaller } from '../api/caller.ts';
import { useLiveSignIn } from '../live/use-live.ts';
import { MovesBadge } from '../moves/moves-badge.tsx';
import { type NavigationEntry, type NavigationGroup, navigationOf } from './navigation-groups.ts';
import styles from './shell.module.css';

/** The pages that the caller's role can use: in the header as links and menus, in the drawer as one list with headings. */
export function Navigation({ inDrawer = false, onChoose }: { inDrawer?: boolean; onChoose?: () => void }) {
  const { role, userId, known } = useCaller();
  useLiveSignIn(known ? userId : undefined);
  const groups = navigationOf(role);
  if (inDrawer) return groups.map((group) => <DrawerGroup key={group.text} group={group} onChoose={onChoose} />);
  return groups.map((group) =>
    group.entries.length === 1 ? (
      <EntryLink key={group.text} entry={group.entries[0]!} className={styles.link} />
    ) : (
      <GroupMenu key={group.text} group={group} />
    ),
  );
}

function GroupMenu({ group }: { group: NavigationGroup }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const isHere = group.entries.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <Menu trigger="click-hover" openDelay={80} closeDelay={200} position="bottom-start" shadow="md">
      <Menu.Target>
        <button type="button" className={`${styles.link} ${styles.menuButton}`} data-here={isHere || undefined}>
          {t(group.text)} <IconChevronDown size={14} aria-hidden className={styles.chevron} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {group.entries.map((entry) =>
          entry.isOutside ? (
            <Menu.Item key={entry.to} component="a" href={entry.to}>
              {t(entry.text)}
            </Menu.Item>
          ) : (
            <Menu.Item key={entry.to} component={NavLink} to={entry.to} end className={styles.menuLink ?? ''}>
              {t(entry.text)}
              {entry.to === '/bookings' && <MovesBadge />}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function DrawerGroup({ group, onChoose }: { group: NavigationGroup; onChoose: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t(group.text)}>
      {group.entries.length > 1 && <p className={styles.drawerHeading}>{t(group.text)}</p>}
      {group.entries.map((entry) => (
        <EntryLink
          key={entry.to}
          entry={entry}
          className={`${styles.link} ${styles.drawerLink}`}
          {...(onChoose ? { onChoose } : {})}
        />
      ))}
    </section>
  );
}

interface EntryLinkProps {
  entry: NavigationEntry;
  className: string | undefined;
  onChoose?: () => void;
}

function EntryLink({ entry: { to, text, isOutside }, className = '', onChoose }: EntryLinkProps) {
  const { t } = useTranslation();
  if (isOutside)
    return (
      <a className={className} href={to}>
        {t(text)}
      </a>
    );
  return (
    <NavLink to={to} end className={className} {...(onChoose ? { onClick: onChoose } : {})}>
      {t(text)}
      {to === '/bookings' && <MovesBadge />}
    </NavLink>
  );
}
