import { createContext, useContext } from 'react';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { GateTruck } from './gate-truck.ts';
import type { Deed } from './kept-event.ts';

/** What every row of the officer's page needs: where it is, and how to record. */
export interface Gate {
  checkpoint: Checkpoint;
  record(truck: GateTruck, deed: Deed): Promise<void>;
}

export const GateContext = createContext<Gate | undefined>(undefined);

export function useGate(): Gate {
  const gate = useContext(GateContext);
  if (!gate) throw new Error('outside of the officer’s desk');
  return gate;
}
