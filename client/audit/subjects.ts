import type { AuditEntry } from '../../shared/contract/audit.ts';

/** What is audited, in the order of the filter; each has its words in audit.kinds. */
export const subjectKinds = [
  'booking',
  'booking-move',
  'booking-change',
  'itinerary',
  'itinerary-repair',
  'sailing',
  'sailing-claim',
  'standby-entry',
  'waitlist-entry',
  'conduct-entry',
  'framework-contract',
  'fleet-unit',
  'driver',
  'api-key',
  'webhook',
  'notice-batch',
  'regime',
  'regime-checkpoint',
  'proposal',
  'closure',
  'shift',
  'side-capacity',
  'checkpoint',
  'quota',
  'queue-rule',
  'sea-way',
  'port-gate',
  'list-version',
  'blocked-consignment',
  'round-schedule',
  'user',
  'member',
  'officer-checkpoint',
] as const;

/** Where what was changed is shown; undefined where no page shows it. Keys of several columns are joined by /. */
export function pageOf({ subject, before, after }: AuditEntry): string | undefined {
  const checkpointId = (after ?? before)?.checkpoint_id;
  switch (subject.kind) {
    case 'regime':
    case 'regime-checkpoint':
      return `/regimes#regime-${subject.id.split('/')[0]}`;
    case 'proposal':
      return `/proposals/${subject.id}`;
    case 'round-schedule':
      return '/plans';
    case 'sailing':
      return `/sailings/${subject.id}`;
    case 'notice-batch':
      return '/notices/batches';
    case 'user':
    case 'member':
      return '/accounts';
    case 'list-version':
      return '/compliance/lists';
    case 'blocked-consignment':
      return '/compliance';
    case 'checkpoint':
    case 'queue-rule':
    case 'side-capacity':
      return `/checkpoints/${subject.id.split('/')[0]}`;
    case 'officer-checkpoint':
      return `/checkpoints/${subject.id.split('/')[1]}`;
    default:
      return typeof checkpointId === 'string' ? `/checkpoints/${checkpointId}` : undefined;
  }
}

/** What changed, by column: a change has both, an addition only what is there now. */
export function listChanges({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  // The id stands above the entry already.
  const columns = Object.keys({ ...before, ...after }).filter((column) => column !== 'id');
  return columns.map((column) => ({ column, before: say(before?.[column]), after: say(after?.[column]) }));
}

/** A value as it is read; undefined for none. */
function say(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
