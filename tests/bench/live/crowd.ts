import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface CrowdOrder {
  url: string;
  count: number;
  /** Whether they ask for the map, as a browser does. */
  watches: boolean;
}

export type CrowdNews = { kind: 'joined'; seconds: number } | { kind: 'arrived'; seq: number; at: number };

export interface Crowd {
  /** How long it took until the last client was connected and had its snapshot. */
  joinedSeconds: number;
  /** Waits for the message that comes next. @returns when the last client of all had it, by nowMs() */
  nextArrival(): Promise<number>;
  leave(): Promise<void>;
}

const program = fileURLToPath(new URL('./crowd-program.ts', import.meta.url));
/** Two, as many as the cores of a small machine: they are busy at the same moment, as browsers everywhere are. */
const processes = 2;

/** Connects many clients to one server, in processes of their own: what they do with a message must not hold up the server's loop. */
export async function gatherCrowd({ url, count, watches }: CrowdOrder): Promise<Crowd> {
  const order: CrowdOrder = { url, count: count / processes, watches };
  const members = Array.from({ length: processes }, () =>
    fork(program, [JSON.stringify(order)], { execArgv: ['--import', 'tsx'] }),
  );
  const joined = await Promise.all(members.map((member) => next(member, 'joined')));
  return {
    joinedSeconds: Math.max(...joined.map(({ seconds }) => seconds)),
    async nextArrival() {
      const arrivals = await Promise.all(members.map((member) => next(member, 'arrived')));
      const [{ seq }] = arrivals as [(typeof arrivals)[number]];
      if (arrivals.some((arrival) => arrival.seq !== seq))
        throw new Error('two messages at once: none may be under way');
      return Math.max(...arrivals.map(({ at }) => at));
    },
    async leave() {
      await Promise.all(
        members.map((member) => {
          const ended = once(member, 'exit');
          member.disconnect();
          return ended;
        }),
      );
    },
  };
}

function next<Kind extends CrowdNews['kind']>(member: ChildProcess, kind: Kind) {
  return new Promise<Extract<CrowdNews, { kind: Kind }>>((resolve, reject) => {
    const listen = (news: CrowdNews) => {
      if (news.kind !== kind) return;
      member.off('message', listen);
      member.off('exit', fail);
      resolve(news as Extract<CrowdNews, { kind: Kind }>);
    };
    const fail = () => reject(new Error('the clients ended; their reason is printed above'));
    if (member.exitCode !== null) fail();
    member.on('message', listen);
    member.once('exit', fail);
  });
}
