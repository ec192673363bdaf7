import { useSearchParams } from 'react-router';
import { type Direction, directionSchema } from '../../shared/words.ts';
import type { CellId } from './hours-grid.tsx';
import { type Span, spans } from './use-desk-hours.ts';

export interface DeskView {
  direction: Direction;
  neighbour: string | undefined;
  onlyTrouble: boolean;
  span: Span;
  cell: CellId | undefined;
}

/** What the desk shows stands in the address: it survives a reload and can be sent to a colleague. */
export function useDeskView(): [DeskView, (change: Partial<DeskView>) => void] {
  const [search, setSearch] = useSearchParams();
  const [checkpointId, startsAt] = [search.get('checkpointId'), search.get('hour')];
  const view: DeskView = {
    direction: directionSchema.catch('out').parse(search.get('direction')),
    neighbour: search.get('neighbour') ?? undefined,
    onlyTrouble: search.has('trouble'),
    span: spans.find((span) => span === Number(search.get('hours'))) ?? 48,
    cell: checkpointId && startsAt ? { checkpointId, startsAt } : undefined,
  };
  const change = (changed: Partial<DeskView>) => {
    const { direction, neighbour, onlyTrouble, span, cell } = { ...view, ...changed };
    setSearch(
      {
        ...(direction === 'in' && { direction }),
        ...(neighbour && { neighbour }),
        ...(onlyTrouble && { trouble: '' }),
        ...(span !== 48 && { hours: String(span) }),
        ...(cell && { checkpointId: cell.checkpointId, hour: cell.startsAt }),
      },
      { replace: true, preventScrollReset: true },
    );
  };
  return [view, change];
}
