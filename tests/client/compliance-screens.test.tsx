import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { AskForSlots } from '../../client/booking/ask-for-slots.tsx';
import { initialValues } from '../../client/booking/truck-form.ts';
import { CompliancePage } from '../../client/compliance/compliance-page.tsx';
import { GreenPage } from '../../client/compliance/green-page.tsx';
import { ListsPage } from '../../client/compliance/lists-page.tsx';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import type { Role } from '../../shared/words.ts';
import { documentsRule, goodsRule, partyRule, sampleBlocked, sampleVersion } from './support/compliance-samples.ts';
import { show } from './support/render.tsx';
import { sampleCheckpoint } from './support/samples.ts';
import { answerRequests } from './support/server.ts';

const karasu = sampleCheckpoint();
type Answer = { status: number; body: object };

/** The API as a role sees it; `more` answers what a test is about. */
function answer(role: Role, more: (method: string, path: string) => Answer | undefined) {
  return answerRequests(({ method, path }) => {
    const known = more(method, path);
    if (known) return known;
    const ok = (body: object) => ({ status: 200, body });
    if (path === '/api/me') return ok({ role, name: 'A', email: 'a@b.c', organisation: null, checkpointIds: [] });
    if (path === '/api/checkpoints') return ok({ items: [karasu], nextCursor: null });
    return ok({ items: [], nextCursor: null });
  });
}

describe('the booking of goods that are blocked', () => {
  async function ask(rules: object[], status: number) {
    const asked = answer('dispatcher', (_, path) =>
      path === '/api/offers'
        ? {
            status,
            body:
              status === 422
                ? { code: 'CARGO_BLOCKED', message: 'x', field: 'cargo.hsCode', rules }
                : { screening: { channel: 'yellow', rules }, offers: [] },
          }
        : undefined,
    );
    const empty = initialValues(new Date('2026-11-22T00:00:00Z'), 'karasu', 'out', karasu.kzZone);
    const initial = {
      ...empty,
      vehicle: { plate: '123ABC02', vin: 'XLRTE47MS0E123456', country: 'KZ' },
      cargo: { ...empty.cargo, hsCode: '852691', grossWeightKg: 900 },
    };
    await show(
      <AskForSlots
        checkpoints={[karasu]}
        initial={initial}
        slotId={undefined}
        onOtherSlot={vi.fn()}
        onHeld={vi.fn()}
      />,
    );
    fireEvent.click(screen.getByText('Find slots'));
    return asked;
  }

  it('says by which rules, what it means, who may let it pass and what to do', async () => {
    await ask([partyRule, goodsRule], 422);
    expect(await screen.findByText(/is like a name on the stop list/)).toBeTruthy();
    expect(screen.getByText(/tier 2/)).toBeTruthy();
    expect(screen.getByText('Stop list, version 3')).toBeTruthy();
    expect(screen.getByText(/A reviewer of the customs service sees this attempt/)).toBeTruthy();
    expect(screen.getByLabelText(/HS code/).getAttribute('aria-invalid')).not.toBe('true');
  });

  it('offers the missing documents, and sends those that were filled in', async () => {
    const asked = await ask([documentsRule], 200);
    expect(await screen.findByText('2 documents missing')).toBeTruthy();
    fireEvent.click(screen.getByText('Consignment and documents'));
    fireEvent.click(await screen.findByText('SPOT QR code', { selector: 'button *' }));
    expect(screen.getByText('1 document missing')).toBeTruthy();
    fireEvent.click(screen.getByText('Find slots'));
    expect(await screen.findByText('Give the number of the document')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Number'), { target: { value: 'QR-1' } });
    fireEvent.click(screen.getByText('Find slots'));
    await waitFor(() => expect(asked.filter(({ path }) => path === '/api/offers')).toHaveLength(2));
    expect(asked.findLast(({ path }) => path === '/api/offers')?.body).toMatchObject({
      cargo: { documents: [{ kind: 'spot-qr', number: 'QR-1' }] },
    });
  });
});

describe('the desk of the reviewer', () => {
  const withBlocked = (blocked: BlockedConsignment) => (method: string, path: string) => {
    if (path === '/api/compliance/blocked') return { status: 200, body: { items: [blocked], nextCursor: null } };
    return method === 'POST' ? { status: 200, body: { ...blocked, state: 'released' } } : undefined;
  };

  it('shows the name of the carrier beside the one in the list, and releases with a reason', async () => {
    const asked = answer('reviewer', withBlocked(sampleBlocked()));
    const user = userEvent.setup();
    await show(<CompliancePage />);
    expect((await screen.findAllByText('Aqshatau Micro LLP · otkel-example')).length).toBeGreaterThan(0);
    expect(screen.getAllByText('93 of 100 alike, in one Latin spelling').length).toBeGreaterThan(0);
    await user.click(screen.getAllByText('Let it pass')[0]!);
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByText('Let it pass'));
    expect(dialog.getByText(/At least ten letters/)).toBeTruthy();
    fireEvent.change(dialog.getByLabelText(/Reason/), { target: { value: 'Another firm of the same name' } });
    await user.click(dialog.getByText('Let it pass'));
    await waitFor(() => expect(asked.some(({ method }) => method === 'POST')).toBe(true));
    const sent = asked.find(({ method }) => method === 'POST');
    expect(sent?.path).toBe('/api/compliance/blocked/33333333-6c8d-4f0e-9b1a-3f2f9d1c7a11/release');
    expect(sent?.body).toMatchObject({ reason: 'Another firm of the same name', channel: 'red' });
    expect(sent?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  });

  it('lets a planner look and not decide', async () => {
    const decision = {
      ...{ by: 'Aigerim', at: '2026-11-22T06:00:00.000Z', reason: 'papers were seen', channel: 'red' as const },
      ...{ validFrom: '2026-11-22T06:00:00.000Z', validTo: '2026-11-25T06:00:00.000Z' },
    };
    answer('planner', withBlocked(sampleBlocked({ decision })));
    await show(<CompliancePage />);
    expect((await screen.findAllByText(/Aigerim, .*: papers were seen/)).length).toBeGreaterThan(0);
    expect(screen.queryByText('Let it pass')).toBeNull();
  });

  it('is closed to a dispatcher', async () => {
    answer('dispatcher', () => undefined);
    await show(<CompliancePage />);
    expect(await screen.findByText('This page is not for your role')).toBeTruthy();
  });
});

describe('the lists', () => {
  async function importFile(refused: boolean) {
    const rows = [
      { line: 2, column: 'hsPrefix', problem: '2 to 10 digits of an HS code' },
      { line: 3, column: null, problem: '3 cells, and the header has 4' },
    ];
    const asked = answer('reviewer', (method, path) => {
      if (path === '/api/compliance/lists') return { status: 200, body: { items: [sampleVersion()] } };
      if (method === 'POST')
        return refused
          ? { status: 422, body: { code: 'LIST_BROKEN', message: 'x', field: 'csv', rows } }
          : { status: 201, body: sampleVersion({ version: 3, rows: 61 }) };
      return path.endsWith('/versions')
        ? { status: 200, body: { items: [sampleVersion()], nextCursor: null } }
        : undefined;
    });
    const user = userEvent.setup();
    await show(<ListsPage />);
    await user.click(await screen.findByLabelText('Import a version: Sensitive goods'));
    const dialog = await screen.findByRole('dialog');
    await user.upload(
      dialog.querySelector<HTMLInputElement>('input[type=file]') ?? document.querySelector('input[type=file]')!,
      new File(['hsPrefix,rule,channel,note\n8526,x,red,\n'], 'goods.csv', { type: 'text/csv' }),
    );
    await screen.findByText('goods.csv');
    fireEvent.change(within(dialog).getByLabelText(/Source/), { target: { value: 'committee' } });
    fireEvent.change(within(dialog).getByLabelText(/Reason/), { target: { value: 'yearly review of it' } });
    await user.click(screen.getByText('Check and import'));
    return asked;
  }

  it('says how many rows were imported, that it replaces the newest, and what follows', async () => {
    const asked = await importFile(false);
    expect(await screen.findByText('Version 3 is imported')).toBeTruthy();
    expect(screen.getByText('61 rows.')).toBeTruthy();
    expect(screen.getByText(/are screened again now/)).toBeTruthy();
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      ...{ csv: 'hsPrefix,rule,channel,note\n8526,x,red,\n', replaces: 2 },
      ...{ source: 'committee', reason: 'yearly review of it' },
    });
  });

  it('shows every problem by line and column where nothing was imported', async () => {
    await importFile(true);
    expect(await screen.findByText('2 problems, nothing was imported')).toBeTruthy();
    expect(screen.getByText('hsPrefix', { selector: 'td code' })).toBeTruthy();
    expect(screen.getByText('whole line')).toBeTruthy();
  });
});

describe('the share of green', () => {
  const shares = {
    aim: 0.95,
    items: [
      {
        ...{ key: 'karasu', name: 'karasu', source: 'carrier', greenShare: 0.9 },
        ...{ consignments: 10, green: 9, yellow: 1, red: 0 },
      },
    ],
  };
  const withShares = (_: string, path: string) =>
    path === '/api/compliance/green-share' ? { status: 200, body: shares } : undefined;

  it('is told against the aim, by day, checkpoint and carrier', async () => {
    answer('planner', withShares);
    await show(<GreenPage />);
    expect(await screen.findByText('90% of 70 consignments green; the aim is 95%.')).toBeTruthy();
    expect(screen.getByText('aim 95%')).toBeTruthy();
    expect(screen.getAllByLabelText('90% green: 9 green, 1 yellow, 0 red').length).toBeGreaterThanOrEqual(7);
    expect(screen.getByText('By carrier, lowest first')).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Download CSV' });
    expect(link.getAttribute('href')).toMatch(/^\/api\/compliance\/re-exports\.csv\?from=.+&to=.+/);
  });

  it('shows a carrier its own, and no report', async () => {
    answer('dispatcher', withShares);
    await show(<GreenPage />);
    expect(await screen.findByText('90% of 70 consignments green; the aim is 95%.')).toBeTruthy();
    expect(screen.queryByText('By carrier, lowest first')).toBeNull();
    expect(screen.queryByText('Re-exports')).toBeNull();
  });
});
