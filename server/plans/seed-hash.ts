import { createHash } from 'node:crypto';

/** What is shown of a seed before its round is over: nobody can tell the seed from it, and everybody can tell later that it was this one. */
export const hashSeed = (seed: string): string => createHash('sha256').update(seed).digest('hex');
