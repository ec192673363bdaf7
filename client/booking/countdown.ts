/** @returns what is left until an instant as m:ss, never below zero */
export function remaining(until: string, now: Date): { text: string; seconds: number } {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));
  return { seconds, text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` };
}
