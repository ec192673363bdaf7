/** Where the keyboard is: a row of the grid and the index of an hour. */
export interface GridPosition {
  row: number;
  hour: number;
}

const pageHours = 6;

/** @returns where a key leads from a cell, or undefined where it is not for the grid */
export function moveInGrid(
  key: string,
  withControl: boolean,
  { row, hour }: GridPosition,
  rows: number,
  hours: number,
): GridPosition | undefined {
  const moves: Record<string, GridPosition> = {
    ArrowUp: { row: row - 1, hour },
    ArrowDown: { row: row + 1, hour },
    ArrowLeft: { row, hour: hour - 1 },
    ArrowRight: { row, hour: hour + 1 },
    PageUp: { row, hour: hour - pageHours },
    PageDown: { row, hour: hour + pageHours },
    Home: { row: withControl ? 0 : row, hour: 0 },
    End: { row: withControl ? rows - 1 : row, hour: hours - 1 },
  };
  const move = moves[key];
  const clamp = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  return move && { row: clamp(move.row, rows), hour: clamp(move.hour, hours) };
}
