import type { ShownSource } from '../parts/source-badge.tsx';

interface Measure {
  /** of the texts */
  name: string;
  from: string;
  often: string;
  sources: readonly ShownSource[];
}

/** The numbers of the map, the board and the page of a checkpoint, in the order in which one meets them. */
export const measures = [
  { name: 'wait', from: 'simulation', often: 'forecast', sources: ['forecast'] },
  { name: 'waiting', from: 'gate', often: 'event', sources: ['gate', 'simulated'] },
  { name: 'trend', from: 'history', often: 'fiveMinutes', sources: ['gate', 'simulated'] },
  { name: 'atPosts', from: 'gate', often: 'event', sources: ['gate', 'simulated'] },
  { name: 'expected', from: 'bookings', often: 'event', sources: ['bookings'] },
  { name: 'oldest', from: 'gate', often: 'event', sources: ['gate', 'simulated'] },
  { name: 'cleared', from: 'gate', often: 'event', sources: ['gate', 'simulated'] },
  { name: 'scheduled', from: 'calendar', often: 'slots', sources: ['calendar'] },
  { name: 'measured', from: 'history', often: 'history', sources: ['gate', 'simulated'] },
  { name: 'bottleneck', from: 'rule', often: 'event', sources: ['gate', 'simulated'] },
  { name: 'places', from: 'bookings', often: 'booking', sources: ['bookings'] },
] as const satisfies readonly Measure[];
