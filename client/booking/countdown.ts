/** @returns what is left until an instant as m:ss or h:mm:ss, never below zero */
export function remaining(until: string, now: Date): { text: string; seconds: number } {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const start = hours > 0 ? `${hours}:${two(minutes)}` : `${minutes}`;
  return { seconds, text: `${start}:${two(seconds % 60)}` };
}
