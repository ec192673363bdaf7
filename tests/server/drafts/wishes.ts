import type { TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

const header = 'checkpoint,direction,from,to,plate,vin,country,hs code,weight kg';
let number = 500;

/** A table with one good row, of a truck of its own. */
export function goodTable(): string {
  const { plate, vin } = truck(++number).vehicle;
  return `${header}\nsyrym,out,16.06.2026 08:00,16.06.2026 20:00,${plate},${vin},KZ,730890,18000`;
}

/** A pasted table of Demo Trans. @returns its id */
export async function pasteDraft(server: TestServer, dispatcher: string): Promise<string> {
  const body = { table: goodTable() };
  return (await server.call('POST', '/api/application-drafts', { token: dispatcher, body })).body.id;
}

/** A valid request to each endpoint of pasted tables. @param ids two tables: one is confirmed, the other discarded */
export function draftWishes(ids: () => [string, string]) {
  return {
    'drafts.paste': () => ({ body: { table: goodTable() } }),
    'drafts.list': () => ({}),
    'drafts.get': () => ({ params: { draftId: ids()[0] } }),
    'drafts.confirm': () => ({ params: { draftId: ids()[0] } }),
    'drafts.discard': () => ({ params: { draftId: ids()[1] } }),
  };
}
